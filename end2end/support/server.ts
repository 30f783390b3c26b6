/** The real server, on a port and with a folder of its own. */

import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { MailServer } from "./smtp";

const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.resolve(process.env.PARVIS_BIN ?? path.join(here, "../../target/debug/parvis"));

/** Longest time to the first answer, in milliseconds: migrations and the demo are part of it. */
const PATIENCE = 60_000;

export class Server {
  private log = "";
  private ended = false;

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
    /** The mail server that takes its mail, if one does. */
    private readonly mailServer?: MailServer,
  ) {
    child.stderr?.on("data", (bytes) => (this.log += bytes));
    child.once("exit", () => (this.ended = true));
  }

  /** Where its mail lands. */
  get mail(): string {
    return path.join(this.folder, "mail");
  }

  /** Starts it with the demo; with `smtp` its mail goes through a mail server, and lands in the same place. */
  static async start(smtp = false): Promise<Server> {
    if (!existsSync(program)) throw new Error(`no server at ${program}: build it, or name one in PARVIS_BIN`);
    const folder = mkdtempSync(path.join(tmpdir(), "parvis-end2end-"));
    const address = `127.0.0.1:${await freePort()}`;
    const mailServer = smtp ? await MailServer.start(await freePort(), path.join(folder, "mail")) : undefined;
    const child = spawn(program, ["serve", "--demo", "--data-dir", folder, "--listen", address], {
      env: { ...withoutSettings(process.env), ...mailServer?.settings, PARVIS_LOG: "warn", PARVIS_UNDO_SECONDS: "5", NO_COLOR: "1" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const server = new Server(child, folder, `http://${address}`, mailServer);
    await server.ready();
    return server;
  }

  private async ready(): Promise<void> {
    const until = Date.now() + PATIENCE;
    while (Date.now() < until && !this.ended) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await this.end();
    throw new Error(`${program} does not answer on ${this.url}:\n${this.log}`);
  }

  /** Ends the server and removes what it wrote; an error in its log fails the tests that it served. */
  async stop(): Promise<void> {
    await this.end();
    const defects = this.mailServer?.defects ?? [];
    if (defects.length > 0) throw new Error(`a mail parser complained:\n${defects.join("\n")}`);
    const errors = this.log.split("\n").filter((line) => /^\S+\s+ERROR\b/.test(line));
    if (errors.length > 0) throw new Error(`the server has logged errors:\n${errors.join("\n")}`);
  }

  private async end(): Promise<void> {
    if (!this.ended) {
      const gone = new Promise((resolve) => this.child.once("exit", resolve));
      this.child.kill("SIGTERM");
      const force = setTimeout(() => this.child.kill("SIGKILL"), 5_000);
      await gone;
      clearTimeout(force);
    }
    await this.mailServer?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The tests' server must not follow the settings of an installation that lives on this machine. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("PARVIS_")));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
