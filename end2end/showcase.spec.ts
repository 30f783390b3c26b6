/** The pictures of the README: Parvis at its best, taken from the demo. `PARVIS_SHOWCASE=../docs/pictures` puts them there. */

import path from "node:path";
import { fileURLToPath } from "node:url";
import { drumlin, orsel, type Brand } from "./support/brands";
import { expect, test, type Page } from "./support/test";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = process.env.PARVIS_SHOWCASE ? path.resolve(here, process.env.PARVIS_SHOWCASE) : path.join(here, "test-results/showcase");

interface Shot {
  name: string;
  /** Whose eyes: nobody's for a visitor. */
  as?: string;
  brand: Brand;
  at: string;
  scheme?: "light" | "dark";
  /** A phone's screen. */
  phone?: boolean;
  /** What comes to the top of the picture. */
  from?: string;
}

const shots: Shot[] = [
  { name: "home", brand: drumlin, at: `${drumlin.home}/` },
  { name: "list", brand: orsel, at: `${orsel.home}/topics`, scheme: "dark" },
  { name: "topic", brand: drumlin, at: drumlin.topic },
  { name: "topic-phone", brand: orsel, at: orsel.topic, phone: true },
  { name: "home-phone", brand: drumlin, at: `${drumlin.home}/`, phone: true, scheme: "dark" },
  { name: "new", brand: orsel, at: `${orsel.home}/new`, as: "jeanpierre@orsel.example" },
  { name: "answer", brand: drumlin, at: `${drumlin.home}/t/4`, as: "ruth@drumlin.example", from: "#decide" },
  { name: "moderation", brand: orsel, at: `${orsel.home}/moderation`, as: "bastien@orsel.example" },
  { name: "look", brand: drumlin, at: `${drumlin.home}/settings/look`, as: "obi@drumlin.example" },
  { name: "mine", brand: orsel, at: `${orsel.home}/me`, as: "yacine@orsel.example" },
];

async function take(page: Page, { name, phone, from }: Shot): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  if (from) await page.locator(from).evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 24));
  await expect(page.locator("h1")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth), "nothing is wider than the screen").toBeLessThanOrEqual(phone ? 390 : 1200);
  const picture = await page.screenshot({ path: path.join(folder, `${name}.png`) });
  expect(picture.length).toBeLessThan(400_000);
}

for (const shot of shots) {
  test(`the picture “${shot.name}”`, async ({ browser, server, signedIn }) => {
    const context = await browser.newContext({
      baseURL: server.url,
      locale: shot.brand.locale,
      colorScheme: shot.scheme ?? "light",
      reducedMotion: "reduce",
      viewport: shot.phone ? { width: 390, height: 780 } : { width: 1200, height: 750 },
      storageState: shot.as ? await signedIn(shot.brand, shot.as) : undefined,
    });
    const page = await context.newPage();
    await page.goto(shot.at);
    // Who has just come in is greeted once.
    if (shot.as) await page.reload();
    await take(page, shot);
    await context.close();
  });
}
