/** `test` with a server behind it, and the people who use it. */

import { test as base, expect, request, type BrowserContext, type Page } from "@playwright/test";
import { PASSWORD, type Brand } from "./brands";
import { codeTo } from "./mail";
import { Server } from "./server";
import { authenticator } from "./totp";

export { expect };
export type { Page };

/** The cookies of a browser. */
export type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

interface WorkerFixtures {
  /** Whether mail goes through a mail server and not straight into files. */
  smtp: boolean;
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

/** For a test that shows what only happens where scripts run. */
export const UNDER_THE_FINGER = { tag: "@finger" };
/** For a test that shows what somebody without scripts does instead. */
export const BY_HAND = { tag: "@hand" };

export const test = base.extend<Fixtures, WorkerFixtures>({
  smtp: [false, { option: true, scope: "worker" }],

  server: [
    async ({ smtp }, use) => {
      const server = await Server.start(smtp);
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

/** What strangers choose when they join. */
export const CHOSEN = "four words of my own";

/** Fills the join form that is on the screen. English pages. */
export async function fillJoin(page: Page, { name, address }: Stranger): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Email address").fill(address);
  await page.getByLabel("Password").fill(CHOSEN);
  await page.getByLabel(/I have read the house rules/).check();
}

/** Joins with the form that is on the screen and the code from the mail. English pages. */
export async function joinHere(page: Page, server: Server, person: Stranger): Promise<void> {
  await fillJoin(page, person);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await page.getByLabel("Code").fill(await codeTo(server, person.address, /is your code for/));
  await page.getByRole("button", { name: "Confirm" }).click();
}

/** What the page says of what has just happened. */
export const notice = (page: Page, text: string | RegExp) => page.getByRole("status").filter({ hasText: text });

/** Signs in with the form that is on the screen. English pages. */
export async function signInHere(page: Page, address: string, password = CHOSEN): Promise<void> {
  await page.getByLabel("Email address").fill(address);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Signs out by the menu. English pages. */
export async function signOut(page: Page): Promise<void> {
  await page.locator("summary", { hasText: "Your menu" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.locator("summary", { hasText: "Your menu" })).toHaveCount(0);
}

/** What somebody has in their hands for the second step. */
export interface SecondStep {
  /** The code that the app shows. */
  code: () => string;
  /** The recovery codes that were put away. */
  recovery: string[];
}

/** The app that has taken the key over from the page. */
export async function authenticatorOn(page: Page): Promise<() => string> {
  const key = page.locator(".setup code");
  // While the page is still coming in, what is there may be only the beginning of the key.
  await expect(key).toHaveText(/^([A-Z2-7]{4} ?){8}$/);
  return authenticator(await key.innerText());
}

/** Sets up the second step on its page and puts the recovery codes away. English pages. */
export async function setUpSecondStep(page: Page, password = CHOSEN): Promise<SecondStep> {
  await page.getByLabel("Your current password").fill(password);
  await page.getByRole("button", { name: "Set up the second step" }).click();
  await expect(page.getByRole("img", { name: "QR code for your app" })).toBeVisible();
  const code = await authenticatorOn(page);
  await page.getByLabel("Code from the app").fill(code());
  await page.getByRole("button", { name: "Switch it on" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Recovery codes" })).toBeVisible();
  const recovery = (await page.locator("pre").innerText()).split(/\s+/).filter(Boolean);
  expect(recovery).toHaveLength(10);
  await page.getByRole("link", { name: "I have put them away" }).click();
  return { code, recovery };
}
