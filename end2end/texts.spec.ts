/** Long French texts, pasted as people paste them, read on a phone. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { orsel } from "./support/brands";
import { expect, test, type Page } from "./support/test";

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = process.env.PARVIS_TEXTS ?? path.join(here, "../../shared/data/texts");
const pictures = path.join(here, "test-results/pictures");

/** Members of long standing who write nowhere else: a draft that they kept would be in the form. */
const authors = ["odile", "ines", "solene", "yacine", "margot"].map((name) => `${name}@orsel.example`);

const BULLET = /^[ \t\u00a0\u202f]*•[ \t\u00a0\u202f]+/;

const words = (text: string) => text.split(/\s+/).filter(Boolean);

/** What the source says, as a reader sees it: without the signs that make list items. */
const readable = (source: string) => words(source.replaceAll(new RegExp(BULLET, "gm"), ""));

/** Lines, those that are empty but for spaces left out. */
const lines = (source: string) => source.split("\n").filter((line) => line.trim() !== "");

/** Blocks of lines between empty lines, or ended by a long line that ends a sentence, that hold more than list items. */
const paragraphs = (source: string) =>
  source
    .replaceAll(/^(?![ \t#>*+|`~=[•-])(?=.{160}).*[.!?…»:”")]\s*?$/gm, "$&\n")
    .split(/\n\s*\n/)
    .filter((block) => lines(block).some((line) => !BULLET.test(line)));

/** Really pasted: through the clipboard, into the field that has the focus. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await page.keyboard.press("Control+V");
}

/** Against the phone's own width: a mobile browser would make its window as wide as the content. */
async function fitsThePhone(page: Page): Promise<void> {
  const content = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(content, "nothing is wider than the screen").toBeLessThanOrEqual(360);
}

test.use({ locale: orsel.locale, viewport: { width: 360, height: 800 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });

test("no-break spaces stay what they are, in titles and in the line below them", async ({ page }) => {
  const texts = async (selector: string) => (await page.locator(selector).allTextContents()).join("\n");
  await page.goto(`${orsel.home}/topics?kind=question&sort=newest`);
  expect(await texts(".topic-row .title")).toContain("une pâte à 60\u00a0% d’hydratation en vitesse 2\u202f?");
  await page.goto(`${orsel.home}/topics?kind=experience&sort=newest`);
  expect(await texts(".topic-row .gist")).toContain("environ 2\u202f900 cafés");
});

for (const [index, author] of authors.entries()) {
  const name = `article-${index + 1}`;

  test(`${name} keeps its words and its shape`, async ({ someone, signedIn, awake }) => {
    const file = path.join(folder, `${name}.txt`);
    if (!existsSync(file) && !process.env.CI) {
      console.log(`skipped: there is no ${name}.txt in the folder of texts (PARVIS_TEXTS names it)`);
      test.skip(true, "the texts are not on this machine");
    }
    const source = readFileSync(file, "utf8");
    const page = await someone({ state: await signedIn(orsel, author) });
    await page.goto(`${orsel.home}/new`);
    await awake(page);
    await page.getByRole("radio", { name: /Je veux en parler/ }).check();
    await page.getByLabel("En une phrase").fill(`« ${lines(source)[0]!.trim().slice(0, 90)} »`);
    await page.getByLabel("Racontez").focus();
    await paste(page, source);
    await expect(page.getByLabel("Racontez")).toHaveValue(source.replaceAll("\r\n", "\n"));
    await page.getByLabel("Rubrique").selectOption("table");
    await page.getByRole("button", { name: "Publier" }).click();
    await expect(page).toHaveURL(/\/b\/orsel\/t\/\d+\//);

    const prose = page.locator(".opening .prose");
    expect(words((await prose.evaluate((element) => element.textContent)) ?? "")).toEqual(readable(source));
    await expect(prose.locator("li")).toHaveCount(lines(source).filter((line) => BULLET.test(line)).length);
    await expect(prose.locator("p")).toHaveCount(paragraphs(source).length);
    const tags = await prose.evaluate((element) => [...new Set([...element.querySelectorAll("*")].map((e) => e.localName))]);
    expect(tags.filter((tag) => !["p", "br", "ul", "li"].includes(tag)), "nothing else by accident").toEqual([]);
    await fitsThePhone(page);

    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: path.join(pictures, `${name}.360-light.png`), fullPage: true });
    await page.goto(`${orsel.home}/topics?sort=newest`);
    await fitsThePhone(page);
  });
}
