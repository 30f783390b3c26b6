/** Somebody follows a conversation, hears of it on the site and by mail, and stops the mail without signing in. */

import { drumlin } from "./support/brands";
import { mailTo } from "./support/mail";
import { expect, joinHere, notice, stranger, test, type Page } from "./support/test";

/** Of somebody else, and open to replies. */
const TOPIC = "What do you carry on a first winter night out?";

const hearing = (page: Page) => page.getByRole("region", { name: "What you hear of" });
const bell = (page: Page) => page.getByRole("banner").getByRole("link", { name: /^Notifications/ });

async function open(page: Page): Promise<void> {
  await page.goto(`${drumlin.home}/topics?kind=discussion&sort=newest`);
  await page.getByRole("link", { name: TOPIC }).click();
  await expect(page.getByRole("heading", { level: 1, name: TOPIC })).toBeVisible();
}

async function reply(page: Page, text: string): Promise<void> {
  await open(page);
  await page.getByRole("textbox", { name: /reply/i }).fill(text);
  await page.locator(".answering .form-end button").click();
  await expect(page.getByText(text).last()).toBeVisible();
}

test("a visitor follows, hears of a reply, chooses less, and stops the mail without signing in", async ({ page, server, someone, signedIn, awake }) => {
  const person = stranger("Follower");
  await open(page);
  await page.getByRole("button", { name: "Follow", exact: true }).click();
  await expect(page.getByText("You will follow this conversation.")).toBeVisible();
  await page.getByRole("link", { name: "Join" }).first().click();
  await joinHere(page, server, person);
  await expect(notice(page, "From now on we’ll tell you everything that happens here.")).toBeVisible();
  await expect(hearing(page)).toContainText("We’ll let you know about everything that happens.");
  await expect(bell(page)).toHaveAccessibleName("Notifications");

  const isla = await someone({ state: await signedIn(drumlin) });
  await open(isla);
  await awake(isla);
  const text = `Two pairs of socks, and a third. ${person.address}`;
  await reply(isla, text);
  const mail = await mailTo(server, person.address, new RegExp(TOPIC.slice(0, 20)));
  expect(mail.text).toContain("Isla Munro replied to the discussion.");
  expect(mail.text).toContain(`> ${text}`);
  expect(mail.html).toContain("Two pairs of socks");
  expect(mail.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  const stop = /<(\S+)>/.exec(mail.headers.get("list-unsubscribe") ?? "")?.[1];
  expect(stop).toBeDefined();

  await page.goto(`${drumlin.home}/`);
  await expect(bell(page)).toHaveAccessibleName("Notifications, 1 unread");
  await bell(page).click();
  await expect(page.getByRole("heading", { level: 1, name: "Notifications" })).toBeVisible();
  await page.getByRole("link", { name: "Isla Munro replied to the discussion" }).click();
  await expect(page.getByText(text)).toBeVisible();
  await expect(bell(page)).toHaveAccessibleName("Notifications");

  await hearing(page).getByText("Change").click();
  await hearing(page).getByRole("button", { name: "Answers and status only" }).click();
  await expect(hearing(page)).toContainText("We’ll let you know about each answer and status.");
  await page.getByRole("button", { name: "Following" }).click();
  await expect(notice(page, "We will not write to you about this conversation any more.")).toBeVisible();
  await page.getByRole("button", { name: "Follow", exact: true }).click();

  const nobody = await someone();
  await nobody.goto(stop!);
  await nobody.getByRole("button", { name: "No more emails about this conversation" }).click();
  await expect(nobody.getByText("You will get no more emails about this conversation.")).toBeVisible();
  await page.reload();
  await expect(hearing(page)).toContainText("You get no emails about it.");
});

test("mail comes once a day for whoever wants it so", async ({ page, server }) => {
  const person = stranger("Daily");
  await page.goto(`${drumlin.home}/join`);
  await joinHere(page, server, person);
  await page.goto(`${drumlin.home}/notifications`);
  await expect(page.getByRole("heading", { name: "Nothing yet" })).toBeVisible();
  await page.getByLabel("Notification emails").selectOption("daily");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(notice(page, "Saved.")).toBeVisible();
  await expect(page.getByLabel("Notification emails")).toHaveValue("daily");
});
