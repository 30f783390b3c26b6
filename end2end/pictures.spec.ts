/** Pictures of the pages to look at: in test-results/pictures/, named by page, brand, person, width and scheme. */

import path from "node:path";
import { fileURLToPath } from "node:url";
import { brands, OPERATOR, PASSWORD, type Brand } from "./support/brands";
import { expect, test, type Page } from "./support/test";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "test-results/pictures");

const looks = [
  { width: 1440, height: 900, scheme: "light" },
  { width: 1440, height: 900, scheme: "dark" },
  { width: 360, height: 800, scheme: "light" },
  { width: 360, height: 800, scheme: "dark" },
] as const;

const pages = (brand: Brand) => ({
  home: `${brand.home}/`,
  topics: `${brand.home}/topics`,
  topic: brand.topic,
  new: `${brand.home}/new`,
  rules: `${brand.home}/rules`,
  empty: brand.empty,
  lost: `${brand.home}/t/999999`,
});
const doors = (brand: Brand) => ({ "sign-in": `${brand.home}/sign-in`, join: `${brand.home}/join` });
const own = (brand: Brand) =>
  rooms(`${brand.home}/account`, ["", "/profile", "/security", "/second-factor", "/data", "/leave", "/erase"], "account");
const settings = (brand: Brand) =>
  rooms(`${brand.home}/settings`, ["/brand", "/look", "/documents", "/access", "/boards", "/boards/new", "/products", "/people", "/people/4", "/log", "/end"], "settings");
const desk = () => rooms("/operator", ["", "/brands/new", "/brands/drumlin", "/accounts", "/jobs", "/log"], "operator");

/** Pages of one house, each named by its path. */
function rooms(house: string, paths: string[], name: string): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [`${name}${path.replaceAll("/", "-")}`, `${house}${path}`]));
}

test.setTimeout(180_000);

async function take(page: Page, name: string, address: string): Promise<void> {
  await page.goto(address);
  for (const { width, height, scheme } of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const picture = await page.screenshot({ path: path.join(folder, `${name}.${width}-${scheme}.png`), fullPage: true });
    expect(picture.length).toBeGreaterThan(1_000);
  }
}

test("the front page of the installation", async ({ page }) => {
  await take(page, "installation", "/");
});

test("the operator's desk", async ({ page }) => {
  await take(page, "operator-sign-in", "/operator/sign-in");
  await page.locator("#address").fill(OPERATOR);
  await page.locator("#password").fill(PASSWORD);
  await page.locator(".door .form-end button").click();
  await expect(page).toHaveURL(/\/operator$/);
  for (const [name, address] of Object.entries(desk())) await take(page, name, address);
});

const ADMINS: Record<string, string> = { drumlin: "obi@drumlin.example", orsel: "agnes@orsel.example" };

for (const brand of brands) {
  test.describe(brand.name, () => {
    test.use({ locale: brand.locale });

    test("what a visitor sees", async ({ page }) => {
      for (const [name, address] of Object.entries({ ...pages(brand), ...doors(brand) })) {
        await take(page, `${name}.${brand.slug}.visitor`, address);
      }
    });

    test("what a member sees", async ({ someone, signedIn, awake }) => {
      const page = await someone({ state: await signedIn(brand) });
      for (const [name, address] of Object.entries({ ...pages(brand), ...own(brand) })) {
        await take(page, `${name}.${brand.slug}.member`, address);
      }
      await page.goto(`${brand.home}/topics`);
      await awake(page);
      await page.locator(".menu > summary").click();
      await page.screenshot({ path: path.join(folder, `menu.${brand.slug}.member.360-dark.png`) });
      await page.goto(`${brand.home}/new`);
      await page.locator("#title").fill("Ça ?");
      await page.locator(".form-end button").click();
      await expect(page.getByRole("alert")).toBeVisible();
      await page.screenshot({ path: path.join(folder, `errors.${brand.slug}.member.360-dark.png`), fullPage: true });
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: "light" });
      await page.screenshot({ path: path.join(folder, `errors.${brand.slug}.member.1440-light.png`), fullPage: true });
    });

    test("what an administrator sees", async ({ someone, signedIn }) => {
      const page = await someone({ state: await signedIn(brand, ADMINS[brand.slug]) });
      for (const [name, address] of Object.entries(settings(brand))) {
        await take(page, `${name}.${brand.slug}.admin`, address);
      }
      await page.goto(`${brand.home}/settings/look`);
      await page.locator("#light-accent").fill("#ffff66");
      await page.locator(".form-end .button.primary").first().click();
      await expect(page.locator(".errors")).toBeVisible();
      await page.screenshot({ path: path.join(folder, `faint.${brand.slug}.admin.360-dark.png`), fullPage: true });
    });
  });
}
