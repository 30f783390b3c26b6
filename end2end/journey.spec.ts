/** A visitor becomes a voice: votes, joins, proposes, is voted for and answered, and leaves. */

import { drumlin } from "./support/brands";
import { expect, joinHere, stranger, test, type Page } from "./support/test";

/** A demo topic whose voting is open. */
const KIT = "A small repair kit that one can borrow by post";

/** The row of a topic in a list. */
const row = (page: Page, title: string) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
const voteIn = (page: Page, title: string) => row(page, title).getByRole("button", { name: "Vote" });

/** The number on a vote button. */
async function votes(page: Page, title: string): Promise<number> {
  return Number(await voteIn(page, title).locator(".sum").textContent());
}

test("a visitor's vote is kept through the door and counted", async ({ page, server }) => {
  await page.goto(`${drumlin.home}/topics`);
  const before = await votes(page, KIT);
  await voteIn(page, KIT).click();

  await expect(page).toHaveURL(/\/b\/drumlin\/sign-in$/);
  await expect(page.getByText("Your vote is kept.")).toBeVisible();
  await page.getByRole("link", { name: "Join Drumlin" }).click();
  await expect(page.getByText("Your vote is kept.")).toBeVisible();
  await joinHere(page, server, stranger("Ada Quayle"));

  await expect(page.getByRole("heading", { level: 1, name: KIT })).toBeVisible();
  await expect.soft(page.getByRole("status").filter({ hasText: "Your vote is counted" })).toBeVisible();
  const vote = page.getByRole("button", { name: "Vote" });
  await expect(vote).toHaveAttribute("aria-pressed", "true");
  await expect(vote.locator(".sum")).toHaveText(String(before + 1));

  await page.goto(`${drumlin.home}/topics`);
  await expect(voteIn(page, KIT)).toHaveAttribute("aria-pressed", "true");
  expect(await votes(page, KIT)).toBe(before + 1);
});

test("an idea is looked at, posted, voted for by somebody new, and talked about", async ({ page, server, script, signedIn, someone, awake }) => {
  const title = `A hook inside the tent for a wet headtorch (${script ? "with" : "without"} script)`;

  await test.step("somebody joins and looks at the idea before posting it", async () => {
    await page.goto(`${drumlin.home}/`);
    await page.getByRole("link", { name: "Sign in" }).click();
    await page.getByRole("link", { name: "Join Drumlin" }).click();
    await joinHere(page, server, stranger("Berit Solheim"));
    await expect(page.getByRole("status").filter({ hasText: "Welcome to Drumlin" })).toBeVisible();
    await page.getByRole("link", { name: "Say something" }).first().click();
    await awake(page);
    await page.getByRole("radio", { name: /I have an idea/ }).check();
    await page.getByLabel("In one sentence").fill(title);
    const text = page.getByLabel("Tell us");
    await text.fill("Mine hangs **anywhere** but where I look.\n\n- sewn in\n- takes 200 g & more");
    await page.getByLabel("Board").selectOption("tents");

    await page.getByRole("button", { name: "Preview" }).click();
    const preview = page.locator(".preview");
    await expect(preview.locator("strong")).toHaveText("anywhere");
    await expect(preview.getByRole("listitem")).toHaveText(["sewn in", "takes 200 g & more"]);
    const write = page.getByRole("button", { name: "Write" });
    if (script) await write.click();
    else await expect.soft(write, "a button that does nothing").toBeHidden();
    await expect.soft(text).toBeVisible();
    await expect(text).toHaveValue("Mine hangs **anywhere** but where I look.\n\n- sewn in\n- takes 200 g & more");
    await expect(page.getByLabel("In one sentence")).toHaveValue(title);
    await expect(page.getByLabel("Board")).toHaveValue("tents");
  });

  await test.step("posting it leads to the topic", async () => {
    await page.getByRole("button", { name: "Post", exact: true }).click();
    await expect(page).toHaveURL(/\/b\/drumlin\/t\/\d+\/a-hook-inside-the-tent/);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect.soft(page.getByRole("status").filter({ hasText: "Thank you" })).toBeVisible();
    await expect(page.locator(".opening .prose strong")).toHaveText("anywhere");
    await expect(page.getByRole("button", { name: "Vote" }).locator(".sum")).toHaveText("0");
  });

  const other = await someone();
  await test.step("somebody new votes for it from the list, once, and it stays", async () => {
    await other.goto(`${drumlin.home}/join`);
    await joinHere(other, server, stranger("Cai Morgan"));
    await other.getByRole("link", { name: "Newest" }).click();
    await expect(other).toHaveURL(/sort=newest/);
    await awake(other);
    const vote = voteIn(other, title);
    await expect(vote).toHaveAttribute("aria-pressed", "false");
    if (script) await castsUnderTheFinger(other, title);
    else await vote.click();
    await expect(vote).toHaveAttribute("aria-pressed", "true");
    await expect(vote.locator(".sum")).toHaveText("1");
    await expect(other).toHaveURL(/sort=newest/);
    await other.reload();
    await expect(vote).toHaveAttribute("aria-pressed", "true");
    await expect(vote.locator(".sum")).toHaveText("1");
  });

  await test.step("the vote is withdrawn and cast again", async () => {
    const vote = voteIn(other, title);
    for (const [pressed, sum] of [["false", "0"], ["true", "1"]] as const) {
      await awake(other);
      const arrived = script ? other.waitForResponse("**/fn/vote") : undefined;
      await vote.click();
      expect((await arrived)?.ok()).not.toBe(false);
      await expect(vote).toHaveAttribute("aria-pressed", pressed);
      await expect(vote.locator(".sum")).toHaveText(sum);
      await other.reload();
      await expect(vote).toHaveAttribute("aria-pressed", pressed);
      await expect(vote.locator(".sum")).toHaveText(sum);
    }
  });

  await test.step("a reply is looked at and posted", async () => {
    await row(other, title).getByRole("link", { name: title }).click();
    await awake(other);
    await expect(other.getByText("Nobody has replied yet")).toBeVisible();
    const text = other.getByLabel("Your reply");
    await text.fill("Yes, and *please* in both corners.");
    await other.getByRole("button", { name: "Preview" }).click();
    await expect(other.locator(".preview em")).toHaveText("please");
    await other.getByRole("button", { name: "Post the reply" }).click();
    await expect(other).toHaveURL(/\?reply=\d+#r\d+$/);
    await expect(other.locator(".replies .post")).toHaveCount(1);
    await expect(other.locator(".replies .post .prose")).toHaveText("Yes, and please in both corners.");
    await expect(other.getByRole("heading", { name: "1 reply" })).toBeVisible();
    await expect(other.locator(".replies .post").getByText("Your reply is posted.")).toBeVisible();
  });

  await test.step("a reply to the reply stands under it, and so does a reply to that one", async () => {
    const isla = await someone({ state: await signedIn(drumlin) });
    await isla.goto(other.url());
    const thread = isla.locator(".replies > .post");
    for (const [to, text] of [["Cai Morgan", "One is enough for me."], ["Isla Munro", "Though two would be finer."]] as const) {
      await isla.getByRole("link", { name: `Reply · ${to}` }).click();
      await awake(isla);
      await expect(isla.getByRole("link", { name: `Replying to ${to}` })).toBeVisible();
      await isla.getByLabel("Your reply").fill(text);
      await isla.getByRole("button", { name: "Post the reply" }).click();
      await expect(isla.getByText(text)).toBeVisible();
    }
    await expect(thread).toHaveCount(1);
    await expect(thread.locator(".nested > .post > .prose")).toHaveText(["One is enough for me.", "Though two would be finer."]);
  });
});

/** The vote shows at once, before the server has answered, and without leaving the page. */
async function castsUnderTheFinger(page: Page, title: string): Promise<void> {
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route("**/fn/vote", async (route) => {
    await held;
    await route.continue();
  });
  await page.evaluate(() => (document.documentElement.dataset.same = "page"));
  const vote = voteIn(page, title);
  await vote.click();
  await expect(vote).toHaveAttribute("aria-pressed", "true");
  await expect(vote.locator(".sum")).toHaveText("1");
  const arrived = page.waitForResponse("**/fn/vote");
  answer();
  expect((await arrived).status()).toBe(200);
  await expect(vote).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("html")).toHaveAttribute("data-same", "page");
  await page.unroute("**/fn/vote");
}

test("signing out ends the session on the server", async ({ page, someone, awake }) => {
  await page.goto(`${drumlin.home}/sign-in`);
  await page.getByLabel("Email address").fill("tomasz@drumlin.example");
  await page.getByLabel("Password").fill("parvis-demo-2026");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Good to see you again" })).toBeVisible();
  await awake(page);

  const state = await page.context().storageState();
  expect(state.cookies.map((cookie) => cookie.name)).toContain("parvis");
  const thief = await someone({ state });
  await thief.goto(`${drumlin.home}/account`);
  await expect(thief.getByText("tomasz@drumlin.example"), "the cookie works before").toBeVisible();

  await page.locator("summary", { hasText: "Your menu" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();

  await thief.goto(`${drumlin.home}/account`);
  await expect(thief.getByText("tomasz@drumlin.example"), "and not after").toHaveCount(0);
  await expect(thief.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.goto(`${drumlin.home}/account`);
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});
