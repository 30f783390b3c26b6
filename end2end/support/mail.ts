/** Mail that the server has laid down as files. */

import { expect } from "@playwright/test";
import PostalMime from "postal-mime";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Server } from "./server";

export interface Mail {
  subject: string;
  text: string;
  html: string;
  /** Each header by its name in small letters. */
  headers: Map<string, string>;
}

/** The newest mail to an address, as soon as it is there; with a subject, the newest that bears it. */
export async function mailTo(server: Server, address: string, subject = /./): Promise<Mail> {
  let found: Mail | undefined;
  const look = async () => (found = await newest(server.mail, address, subject));
  await expect.poll(look, { message: `a mail to ${address}`, timeout: 15_000 }).toBeDefined();
  return found!;
}

/** The six digits of the newest mail to an address. */
export async function codeTo(server: Server, address: string, subject?: RegExp): Promise<string> {
  const { text } = await mailTo(server, address, subject);
  const code = /\b\d{6}\b/.exec(text)?.[0];
  expect(code, `six digits in: ${text}`).toBeDefined();
  return code!;
}

/** The link in the newest mail to an address. */
export async function linkTo(server: Server, address: string, subject?: RegExp): Promise<string> {
  const { text } = await mailTo(server, address, subject);
  const link = /https?:\/\/\S+/.exec(text)?.[0];
  expect(link, `a link in: ${text}`).toBeDefined();
  return link!;
}

/** All that an address was sent so far, the newest first. */
export async function mailsTo(server: Server, address: string): Promise<Mail[]> {
  return all(server.mail, address);
}

async function newest(folder: string, address: string, subject: RegExp): Promise<Mail | undefined> {
  return (await all(folder, address)).find((mail) => subject.test(mail.subject));
}

/** Files are named by the microsecond of their writing. */
async function all(folder: string, address: string): Promise<Mail[]> {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".eml") && !name.startsWith("."));
  const found: Mail[] = [];
  for (const name of names.sort().reverse()) {
    const mail = await PostalMime.parse(readFileSync(path.join(folder, name)));
    if (!mail.to?.some((to) => to.address === address)) continue;
    const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
    found.push({ subject: mail.subject ?? "", text: mail.text ?? "", html: mail.html ?? "", headers });
  }
  return found;
}
