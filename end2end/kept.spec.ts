/** What a visitor has written survives the door. */

import { drumlin, PASSWORD } from "./support/brands";
import { expect, joinHere, stranger, test, type Page } from "./support/test";

async function write(page: Page, title: string, text: string): Promise<void> {
  await page.goto(`${drumlin.home}/new`);
  await page.getByRole("radio", { name: /Something is wrong/ }).check();
  await page.getByLabel("In one sentence").fill(title);
  await page.getByLabel("Tell us").fill(text);
  await page.getByLabel("Board").selectOption("packs");
  await page.getByRole("button", { name: "Post", exact: true }).click();
}

test("a visitor's topic survives joining", async ({ page, server }) => {
  const title = "The “quick” buckle — 20 % slower with gloves ❄️ & <b>mittens</b>";
  await write(page, title, "At −10 °C I need my teeth.\n\nJ’ai essayé : « non ».");
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(page.getByText("Your text is kept.")).toBeVisible();
  await page.getByRole("link", { name: "Join Drumlin" }).click();
  await joinHere(page, server, stranger("Dora Lind"));

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(page.locator(".opening .prose p")).toHaveText(["At −10 °C I need my teeth.", "J’ai essayé : « non »."]);
  await expect(page.locator(".opening .facts")).toContainText("Dora Lind");
  await page.goto(`${drumlin.home}/topics?kind=problem&sort=newest`);
  await expect(page.getByRole("link", { name: title })).toHaveCount(1);
});

test("a visitor's topic survives signing in, a wrong password between", async ({ page }) => {
  await write(page, "The haul loop frays where it is sewn", "After two winters the stitches show. It holds, but for how long?");
  await page.getByLabel("Email address").fill("gwen@drumlin.example");
  await page.getByLabel("Password").fill("not my password at all");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The address or the password is wrong. Check both and try again").first()).toBeVisible();
  await expect(page.getByText("Your text is kept.")).toBeVisible();
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The haul loop frays where it is sewn");
  await expect(page.locator(".opening .facts")).toContainText("Gwen Marsh");
});

test("a visitor's reply survives signing in", async ({ page }) => {
  await page.goto(`${drumlin.home}/t/14`);
  await page.getByLabel("Your reply").fill("I would send it back *cleaner* than it came.");
  await page.getByRole("button", { name: "Post the reply" }).click();
  await expect(page.getByText("Your reply is kept.")).toBeVisible();
  await page.getByLabel("Email address").fill("priya@drumlin.example");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect.soft(page.getByRole("status").filter({ hasText: "Your reply is there" })).toBeVisible();
  const mine = page.locator(".post:target");
  await expect(mine.locator("> .prose")).toHaveText("I would send it back cleaner than it came.");
  await expect(mine.locator("> header")).toContainText("Priya Nair");
});
