/** Lists lead to what one looks for, a vote may say why, and a member finds again all that they said. */

import { drumlin } from "./support/brands";
import { expect, joinHere, notice, stranger, test, type Page } from "./support/test";

/** A demo topic whose voting is open. */
const KIT = "A small repair kit that one can borrow by post";

const rows = (page: Page) => page.locator(".topic-row");
const sorts = (page: Page) => page.getByRole("navigation", { name: "Sort by" });

test("a visitor narrows the list by its form and by its links, and comes back with one click", async ({ page }) => {
  await page.goto(`${drumlin.home}/topics`);
  await page.getByRole("navigation", { name: "Kind" }).getByRole("link", { name: /^Ideas \d+/ }).click();
  await page.getByLabel("Where it stands").selectOption({ label: "Planned" });
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/kind=idea/);
  await expect(page).toHaveURL(/status=planned/);
  expect(await rows(page).count()).toBeGreaterThan(0);
  for (const status of await rows(page).locator(".status").allTextContents()) expect(status).toBe("Planned");
  await expect(page.getByLabel("Where it stands")).toHaveValue("planned");

  await sorts(page).getByRole("link", { name: "No official answer" }).click();
  await expect(page).toHaveURL(/sort=unanswered/);
  await expect(page).toHaveURL(/status=planned/);
  await page.goto(`${drumlin.home}/topics?sort=unanswered&kind=discussion`);
  await expect(page.getByRole("heading", { name: "Nobody is waiting" })).toBeVisible();
  await page.getByRole("link", { name: "Clear the filters" }).click();
  await expect(page).toHaveURL(/\/topics$/);
  expect(await rows(page).count()).toBeGreaterThan(5);
});

test("somebody votes, says why, finds it under their own, and takes it back", async ({ page, server, awake }) => {
  const why = "I walk with twelve children and no car";
  await page.goto(`${drumlin.home}/join`);
  await joinHere(page, server, stranger("Wanda Kessler"));
  await page.goto(`${drumlin.home}/topics?sort=newest`);
  await page.getByRole("link", { name: KIT, exact: true }).click();
  await awake(page);
  const vote = page.getByRole("button", { name: "Vote" });
  await vote.click();
  await expect(vote).toHaveAttribute("aria-pressed", "true");
  // The vote is on its way, or its page has come back: the question why is there, and one hears of it.
  await page.waitForLoadState("networkidle");
  await expect(page.getByRole("button", { name: "Following" })).toBeVisible();
  await expect(page.locator("#hearing")).toContainText("We’ll let you know about each answer and status.");
  await page.getByLabel("And you, why?").fill(why);
  await page.getByRole("button", { name: "Say why" }).click();
  await expect(notice(page, "Your reason is there")).toBeVisible();
  await expect(page.locator(".reasons li").first()).toHaveText(`“${why}”`);

  await page.locator("summary", { hasText: "Your menu" }).click();
  await page.getByRole("link", { name: "My conversations" }).click();
  const own = page.getByRole("listitem").filter({ hasText: KIT });
  await expect(own).toContainText("you voted");
  await page.getByRole("navigation", { name: "Show" }).getByRole("link", { name: "I replied" }).click();
  await expect(page.getByText("Conversations in which you reply will be here.")).toBeVisible();
  await page.goto(`${drumlin.home}/topics?mine=1`);
  await expect(page.getByLabel("Only what I follow or voted for")).toBeChecked();
  await expect(rows(page)).toHaveCount(1);

  await rows(page).getByRole("link", { name: KIT, exact: true }).click();
  await page.getByRole("button", { name: "Take my reason back" }).click();
  await expect(notice(page, "your vote stays")).toBeVisible();
  await expect(page.getByText(why)).toHaveCount(0);
  await awake(page);
  await expect(vote).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByLabel("And you, why?")).toBeVisible();
  await vote.click();
  await expect(vote).toHaveAttribute("aria-pressed", "false");
  await expect(page.getByLabel("And you, why?")).toBeHidden();
});

test("the team tags a topic, sees who voted, and a tag leads to its list", async ({ someone, signedIn, script }) => {
  const page = await someone({ state: await signedIn(drumlin, "ruth@drumlin.example") });
  const tag = script ? "Field repair" : "By post";
  await page.goto(`${drumlin.home}/topics?sort=newest`);
  await page.getByRole("link", { name: KIT, exact: true }).click();
  const topic = page.url();
  await page.getByRole("link", { name: /^(Add|Change) tags$/ }).click();
  await page.getByRole("textbox", { name: "Tags" }).fill("a, b, c, d, e, f");
  await page.getByRole("button", { name: "Save tags" }).click();
  await expect(page.locator("#tags-error")).toHaveText("That is more than 5 tags. Take some away");
  await page.getByRole("textbox", { name: "Tags" }).fill(tag);
  await page.getByRole("button", { name: "Save tags" }).click();
  await expect(notice(page, "The tags are saved.")).toBeVisible();
  await page.getByRole("link", { name: tag, exact: true }).click();
  await expect(page.getByLabel("Tag", { exact: true })).toHaveValue(tag.toLowerCase().replace(" ", "-"));
  await expect(rows(page)).toHaveCount(1);
  await page.goto(topic);
  await page.getByRole("link", { name: "Who voted" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Who voted" })).toBeVisible();
  expect(await page.locator(".voters > ol > li").count()).toBeGreaterThan(0);
});
