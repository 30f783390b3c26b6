/** `test` with a server behind it, and the people who use it. */

import { test as base, expect, request, type BrowserContext, type Page } from "@playwright/test";
import { PASSWORD, type Brand } from "./brands";
import { codeTo } from "./mail";
import { Server } from "./server";

export { expect };
export type { Page };

/** The cookies of a browser. */
export type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

interface WorkerFixtures {
  server: Server;
  /** The cookies of a demo account that has signed in. */
  signedIn: (brand: Brand, address?: string) => Promise<State>;
}

interface Fixtures {
  /** Whether the browser runs scripts. */
  script: boolean;
  /** A page in a browser of its own: somebody else. */
  someone: (options?: { state?: State; locale?: string }) => Promise<Page>;
  /** Waits until a member's page answers under the finger; without script it does so from the start. */
  awake: (page: Page) => Promise<void>;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],

  signedIn: [
    async ({ server }, use) => {
      const known = new Map<string, State>();
      await use(async (brand, address = brand.member) => {
        const state = known.get(address) ?? (await signIn(server, brand, address));
        known.set(address, state);
        return state;
      });
    },
    { scope: "worker" },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  script: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled ?? true),

  someone: async ({ browser, locale }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ locale: options.locale ?? locale, storageState: options.state });
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  awake: async ({ script }, use) => {
    await use(async (page) => {
      if (script) await expect(page.locator("html")).toHaveAttribute("data-ready", "");
    });
  },
});

/** Sends what the sign-in form sends, for tests that are about something else. */
async function signIn(server: Server, brand: Brand, address: string): Promise<State> {
  const client = await request.newContext({ baseURL: server.url, extraHTTPHeaders: { origin: server.url } });
  const answer = await client.post(`${brand.home}/sign-in`, { form: { address, password: PASSWORD }, maxRedirects: 0 });
  expect(answer.status(), `${address} signs in`).toBe(303);
  const state = await client.storageState();
  await client.dispose();
  return state;
}

/** Somebody who is not here yet. */
export interface Stranger {
  name: string;
  address: string;
}

let strangers = 0;

/** A stranger with an address that nobody else has. */
export function stranger(name: string): Stranger {
  strangers += 1;
  return { name, address: `${name.toLowerCase().replace(/[^a-z]/g, "")}.${strangers}@example.org` };
}

/** Fills the join form that is on the screen. English pages. */
export async function fillJoin(page: Page, { name, address }: Stranger): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Email address").fill(address);
  await page.getByLabel("Password").fill("four words of my own");
  await page.getByLabel(/I have read the house rules/).check();
}

/** Joins with the form that is on the screen and the code from the mail. English pages. */
export async function joinHere(page: Page, server: Server, person: Stranger): Promise<void> {
  await fillJoin(page, person);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await page.getByLabel("Code").fill(await codeTo(server, person.address));
  await page.getByRole("button", { name: "Confirm" }).click();
}
