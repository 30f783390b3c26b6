/** A moderator keeps order: with a reason that its author reads, with a way back, and on the record. Members edit, delete and report. */

import { drumlin } from "./support/brands";
import { expect, notice, test, type Page } from "./support/test";

const NELL = "nell@drumlin.example";

/** Replies in a topic of the demo that others use for nothing; gives the reply's post. */
async function says(page: Page, text: string): Promise<string> {
  await page.goto(`${drumlin.home}/topics?kind=experience&sort=newest`);
  await page.locator(".topic-row .title a").first().click();
  const address = page.url();
  await page.getByLabel("Your reply").fill(text);
  await page.getByRole("button", { name: "Post the reply" }).click();
  await expect(post(page, text)).toBeVisible();
  return address;
}

const post = (page: Page, text: string) => page.locator(".post", { hasText: text }).last();

test("a moderator hides a reply with a reason, its author reads it, undo, and the log has both", async ({ someone, signedIn, script }) => {
  const text = `Buy yours at my shop (${script ? "with" : "without"} script)`;
  const author = await someone({ state: await signedIn(drumlin, "gwen@drumlin.example") });
  const address = await says(author, text);

  const nell = await someone({ state: await signedIn(drumlin, NELL) });
  await nell.goto(address);
  await post(nell, text).locator("summary").click();
  await post(nell, text).getByRole("link", { name: "Hide…" }).click();
  await nell.getByRole("button", { name: "Hide", exact: true }).click();
  await expect(nell.locator("#reason-error")).toContainText("Say why");
  await nell.locator("#reason").fill("Advertising has no place here.");
  await nell.getByRole("button", { name: "Hide", exact: true }).click();
  await expect(notice(nell, "Hidden. Its author will read your reason.")).toBeVisible();

  const visitor = await someone();
  await visitor.goto(address);
  await expect(visitor.getByText(text)).toHaveCount(0);
  await author.goto(address);
  await expect(author.getByText("Hidden by a moderator: Advertising has no place here.")).toBeVisible();
  await expect(post(author, text)).toBeVisible();

  await nell.getByRole("button", { name: "Undo" }).click();
  await expect(notice(nell, "Undone. Everything is as it was before.")).toBeVisible();
  await visitor.goto(address);
  await expect(visitor.getByText(text)).toBeVisible();

  await nell.goto(`${drumlin.home}/moderation`);
  await expect(nell.getByText(/Undone by Nell/).first()).toBeVisible();
  const admin = await someone({ state: await signedIn(drumlin, "obi@drumlin.example") });
  await admin.goto(`${drumlin.home}/settings/log`);
  await expect(admin.getByText(/Nell .* hid a reply by Gwen/).first()).toBeVisible();
});

test("a report reaches the moderators, who close it", async ({ someone, signedIn, script }) => {
  const text = `Who needs a tent at all? (${script ? "with" : "without"} script)`;
  const author = await someone({ state: await signedIn(drumlin, "gwen@drumlin.example") });
  const address = await says(author, text);
  const member = await someone({ state: await signedIn(drumlin, "dev@drumlin.example") });
  await member.goto(address);
  await post(member, text).getByRole("link", { name: /^Report/ }).click();
  await member.getByLabel("Unkind to somebody").check();
  await member.getByLabel("In your own words").fill(`It hurts ${script ? "with" : "without"} script`);
  await member.locator(".form-end .button").click();
  await expect(notice(member, "Thank you.")).toBeVisible();

  const nell = await someone({ state: await signedIn(drumlin, NELL) });
  await nell.goto(`${drumlin.home}/moderation`);
  const row = nell.locator("li", { hasText: `It hurts ${script ? "with" : "without"} script` });
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "Keep it" }).click();
  await expect(notice(nell, "The report is closed.")).toBeVisible();
  await expect(nell.locator(".report", { hasText: text })).toHaveCount(0);
  await nell.locator(".notice").getByRole("button", { name: "Undo" }).click();
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "Keep it" }).click();
  await expect(nell.locator(".report", { hasText: text })).toHaveCount(0);
});

test("an author edits what they said, and takes it away", async ({ someone, signedIn, script }) => {
  const text = `Eleven weeks is nothing (${script ? "with" : "without"} script)`;
  const author = await someone({ state: await signedIn(drumlin, "gwen@drumlin.example") });
  const address = await says(author, text);
  await post(author, text).getByRole("link", { name: /^Edit/ }).click();
  await author.locator("#reply").fill(`${text}, said a friend`);
  await author.locator(".form-end .button").click();
  await expect(post(author, `${text}, said a friend`)).toBeVisible();
  await post(author, text).getByRole("link", { name: /^Delete/ }).click();
  await author.locator(".form-end .button").click();
  await author.goto(address);
  await expect(author.getByText(text)).toHaveCount(0);
});
