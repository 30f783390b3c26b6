/** A real mail server: Python's aiosmtpd, with Python's own parser reading each mail before it lies in the folder. */

import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../tests/http/smtp.py");

export class MailServer {
  /** What its parser did not like about the mails so far. */
  readonly defects: string[] = [];

  private constructor(
    private readonly child: ChildProcess,
    /** What tells the site of it. */
    readonly settings: Record<string, string>,
  ) {}

  /** Starts it; each mail lies in the folder as it came. */
  static async start(port: number, folder: string): Promise<MailServer> {
    const knows = (python: string) => spawnSync(python, ["-c", "import aiosmtpd"]).status === 0;
    const python = ["python3", "/usr/bin/python3"].find(knows);
    if (!python) throw new Error("no Python here has aiosmtpd: run the tests with `cargo xtask test`, which installs it");
    const child = spawn(python, [program, String(port), folder], { stdio: ["pipe", "pipe", "inherit"] });
    const server = new MailServer(child, { PARVIS_SMTP_URL: `smtp://127.0.0.1:${port}` });
    const lines = createInterface({ input: child.stdout! });
    const [first] = (await once(lines, "line")) as [string];
    if (JSON.parse(first).port !== port) throw new Error(`the mail server is not at ${port}: ${first}`);
    lines.on("line", (line) => server.read(JSON.parse(line)));
    return server;
  }

  private read(mail: { to: string[]; defects: string[] }): void {
    this.defects.push(...mail.defects.map((defect) => `${mail.to}: ${defect}`));
  }

  async stop(): Promise<void> {
    const gone = once(this.child, "exit");
    this.child.stdin?.end();
    await gone;
  }
}
