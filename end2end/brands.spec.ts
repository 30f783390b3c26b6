/** A brand from its making to its people leaving: who runs it, how it looks, what it keeps for itself, and what a person can take along. */

import { readFileSync } from "node:fs";
import { drumlin, OPERATOR, PASSWORD, type Brand } from "./support/brands";
import { codeTo, linkTo, mailTo } from "./support/mail";
import type { Server } from "./support/server";
import {
  CHOSEN,
  expect,
  fillJoin,
  joinHere,
  notice,
  setUpSecondStep,
  signInHere,
  signOut,
  stranger,
  test,
  type Page,
  type SecondStep,
  type Stranger,
} from "./support/test";

// Somebody sets up a second step, signs in, and writes in most of these.
test.setTimeout(180_000);

/** A space that its administrator has just taken over: nobody else is in it. */
interface Space {
  home: string;
  name: string;
  admin: Stranger;
  step: SecondStep;
}

/** The operator makes a brand and its administrator comes in by the mail, as far as the settings. */
async function takeOver(page: Page, desk: Page, server: Server, name: string, slug: string): Promise<Space> {
  const admin = stranger(`${name} Keeper`);
  const home = `/b/${slug}`;
  await makeBrand(desk, name, slug, admin);
  await page.goto(await linkTo(server, admin.address));
  await page.getByRole("link", { name: "Join", exact: true }).click();
  await joinHere(page, server, admin);
  const step = await setUpSecondStep(page);
  return { home, name, admin, step };
}

/** At the desk of the installation: a brand, and the address of who will run it. */
async function makeBrand(desk: Page, name: string, slug: string, admin: Stranger): Promise<void> {
  await desk.goto("/operator/sign-in");
  await signInHere(desk, OPERATOR, PASSWORD);
  await desk.getByRole("link", { name: "New brand" }).click();
  await desk.getByLabel("Name", { exact: true }).fill(name);
  await desk.getByLabel("Short name in addresses").fill(slug);
  await desk.getByLabel("Languages").selectOption("English");
  await desk.getByLabel("Time zone").fill("Europe/London");
  await desk.getByLabel("Email address of its administrator").fill(admin.address);
  await desk.getByLabel("Language of the invitation").selectOption("English");
  await desk.getByRole("button", { name: "Make the brand" }).click();
  await expect(notice(desk, "The brand is made")).toBeVisible();
}

/** Lets everybody read, by the button in the settings. */
async function openToEverybody(page: Page, { home }: Space): Promise<void> {
  await page.goto(`${home}/settings/access`);
  await page.getByRole("button", { name: "Open to everybody" }).click();
  await expect(page.getByText("Everybody may read.")).toBeVisible();
}

/** Somebody joins by themselves, in the browser that is given. */
async function joinsBy(page: Page, server: Server, home: string, name: string): Promise<Stranger> {
  const person = stranger(name);
  await page.goto(`${home}/join`);
  await joinHere(page, server, person);
  await expect(notice(page, "Welcome to")).toBeVisible();
  return person;
}

/** Says something with the form of the space; the board by its name where there is more than one. */
async function says(page: Page, home: string, title: string, body: string, board?: string): Promise<string> {
  await page.goto(`${home}/new`);
  await page.getByLabel("In one sentence").fill(title);
  await page.getByLabel("Tell us").fill(body);
  if (board) await page.getByLabel("Board").selectOption({ label: board });
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** The field of a colour, by its scheme and its name. */
const colour = (page: Page, scheme: string, name: string) => page.getByRole("group", { name: scheme, exact: true }).getByLabel(name, { exact: true }).last();

/** A colour that the browser has computed, as #rrggbb. */
async function worn(page: Page, selector: string, property: "color" | "background-color"): Promise<string> {
  const bytes = await page.locator(selector).first().evaluate((element, property) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d")!;
    canvas.fillStyle = getComputedStyle(element).getPropertyValue(property);
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }, property);
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** What a person can open in a space, with its text and its markup. */
async function everythingOf(page: Page, home: string, more: string[] = []): Promise<string> {
  const rooms = ["/", "/topics", "/topics?sort=newest", "/new", "/rules", "/account", "/account/profile", "/account/security", "/account/second-factor"];
  const last = ["/account/data", "/account/leave", "/account/erase"];
  let all = "";
  for (const room of [...rooms, ...last, ...more]) {
    const answer = await page.goto(`${home}${room}`);
    expect(answer?.status(), room).toBe(200);
    all += await page.content();
  }
  return all;
}

test("a brand is made, taken over, dressed, opened, and its people come in", async ({ page, someone, server }) => {
  const admin = stranger("Heather Keeper");
  const home = "/b/marram";
  const desk = await someone();

  await test.step("the operator makes it, and its administrator is invited by mail", async () => {
    await makeBrand(desk, "Marram", "marram", admin);
    await expect(desk.getByText(admin.address)).toBeVisible();
    await expect(desk.getByText("members only")).toBeVisible();
  });

  await test.step("a visitor finds the door, and nothing else", async () => {
    const visitor = await someone();
    await visitor.goto(`${home}/topics`);
    await expect(visitor).toHaveURL(/\/b\/marram\/sign-in$/);
    await expect(notice(visitor, "is not open to everybody yet")).toBeVisible();
  });

  await test.step("the administrator joins through the link in the mail", async () => {
    await page.goto(await linkTo(server, admin.address));
    await expect(page.getByRole("heading", { level: 1, name: "Marram invites you" })).toBeVisible();
    await expect(page.getByText(admin.address)).toBeVisible();
    await page.getByRole("link", { name: "Join", exact: true }).click();
    await expect.soft(page.getByLabel("Email address"), "the address that was invited stands there").toHaveValue(admin.address);
    await expect(page.getByRole("region", { name: "House rules" })).toContainText("Be kind");
    await joinHere(page, server, admin);
    await expect(page.getByRole("heading", { level: 1, name: "Second step" })).toBeVisible();
    await expect(notice(page, "This needs a second step")).toBeVisible();
  });

  const step = await test.step("the settings stay closed until the second step is set up, and then open by themselves", async () => {
    await page.goto(`${home}/settings/documents`);
    await expect(page).toHaveURL(/\/account\/second-factor$/);
    await expect(notice(page, "This needs a second step")).toBeVisible();
    const step = await setUpSecondStep(page);
    await expect(page).toHaveURL(/\/settings\/documents$/);
    await expect(page.getByRole("heading", { level: 1, name: "Rules and legal pages" })).toBeVisible();
    expect((await mailTo(server, admin.address, /second step is on/)).text).toContain("Marram");
    return step;
  });

  await test.step("the house rules are written: a new version that everybody can read", async () => {
    await page.goto(`${home}/settings/documents`);
    await page.getByLabel("English · House rules").fill("Close the gate behind you.\n\n- And **say** where it hurts.");
    await page.locator("#rules").getByRole("button", { name: "Publish as a new version" }).click();
    await expect(notice(page, "Published. It holds from now on.")).toBeVisible();
    const visitor = await someone();
    await visitor.goto(`${home}/rules`);
    await expect(visitor.getByText("Close the gate behind you.")).toBeVisible();
    await expect(visitor.getByText(/Version 2,/)).toBeVisible();
    await visitor.getByRole("link", { name: "See the version before" }).click();
    await expect(visitor.getByText("Be kind, be concrete, be honest.")).toBeVisible();
    await page.getByRole("button", { name: "I accept" }).click();
    await expect(page.getByRole("button", { name: "I accept" })).toHaveCount(0);
  });

  await test.step("the brand is named", async () => {
    await page.goto(`${home}/settings/brand`);
    await page.getByLabel("Name", { exact: true }).fill("Marram & Sons");
    await page.getByLabel("One line").fill("What should a rope be able to do?");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(notice(page, "Saved.")).toBeVisible();
    await page.goto(`${home}/`);
    await expect(page).toHaveTitle("Marram & Sons");
    await expect(page.getByRole("heading", { level: 1, name: "What should a rope be able to do?" })).toBeVisible();
    await expect(page.getByRole("img", { name: "Marram & Sons" })).toBeVisible();
  });

  await test.step("a colour that nobody could read is refused, and the one that is proposed is worn", async () => {
    await page.goto(`${home}/settings/look`);
    await colour(page, "By day", "Paper").fill("#ffffff");
    await colour(page, "By day", "Links").fill("#ffd400");
    await colour(page, "By day", "Band at the top").fill("#123456");
    await colour(page, "By day", "Words on the band").fill("#ffffff");
    await page.getByRole("button", { name: "Save the look" }).click();
    await expect(page.getByText("By day, links are too faint on the paper.").first()).toBeVisible();
    await expect(notice(page, "Saved.")).toHaveCount(0);
    const take = page.getByRole("group", { name: "By day", exact: true }).locator(".field.wrong", { hasText: "links are too faint" }).getByRole("button", { name: /^Take #/ });
    const proposal = /#[0-9a-f]{6}/.exec(await take.innerText())![0];
    await take.click();
    await expect(colour(page, "By day", "Links")).toHaveValue(proposal);
    const rest = page.getByRole("button", { name: "Take every proposal" });
    if (await rest.isVisible()) await rest.click();
    await page.getByRole("button", { name: "Save the look" }).click();
    await expect(notice(page, "Saved.")).toBeVisible();

    const visitor = await someone();
    await visitor.goto(`${home}/sign-in`);
    expect(await worn(visitor, "header.mast", "background-color")).toBe("#123456");
    expect(await worn(visitor, "main .aside a", "color")).toBe(proposal);
  });

  const moderator = stranger("Rowan Gale");
  await test.step("a moderator is invited by mail", async () => {
    await page.goto(`${home}/settings/people`);
    await page.getByLabel("Email addresses").fill(moderator.address);
    await page.getByRole("radio", { name: "Moderator" }).check();
    await page.getByRole("button", { name: "Send invitations" }).click();
    await expect(notice(page, "on their way")).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: moderator.address })).toContainText("Moderator");
  });

  await test.step("the space is opened", async () => {
    await page.goto(`${home}/settings/access`);
    await page.getByRole("button", { name: "Open to everybody" }).click();
    await expect(page.getByText("Everybody may read.")).toBeVisible();
    const visitor = await someone();
    await visitor.goto("/");
    await visitor.getByRole("link", { name: "Marram & Sons" }).click();
    await expect(visitor.getByRole("heading", { level: 1, name: "What should a rope be able to do?" })).toBeVisible();
  });

  await test.step("the moderator comes in by the link, as a member until their own second step is set up", async () => {
    const guest = await someone();
    await guest.goto(await linkTo(server, moderator.address));
    await expect(guest.getByText("as a moderator")).toBeVisible();
    await guest.getByRole("link", { name: "Join", exact: true }).click();
    await joinHere(guest, server, moderator);
    await expect(guest).toHaveURL(/\/account\/second-factor$/);
    await page.goto(`${home}/settings/people`);
    const row = page.getByRole("listitem").filter({ hasText: moderator.name });
    await expect(row).toContainText("Has not set up the second step yet");
    await setUpSecondStep(guest);
    await page.reload();
    await expect(row).toContainText("Moderator");
    await expect(row).not.toContainText("Has not set up the second step yet");
    expect((await guest.goto(`${home}/settings/people`))?.status(), "a moderator is no administrator").toBe(403);
  });

  const customer = stranger("Una Brock");
  const guest = await someone();
  let voice = "";
  await test.step("a customer joins by themselves and says something", async () => {
    await guest.goto(`${home}/join`);
    await joinHere(guest, server, customer);
    await expect(notice(guest, "Welcome to Marram & Sons")).toBeVisible();
    voice = await says(guest, home, "A rope that floats, please", "Mine has sunk twice, and the second time for good.");
  });

  await test.step("the same person joins a second brand with the same account, and neither tells of the other", async () => {
    const elsewhere = await someone();
    await elsewhere.goto(`${drumlin.home}/sign-in`);
    await signInHere(elsewhere, customer.address);
    await expect(elsewhere.getByRole("heading", { level: 1, name: "Join Drumlin" })).toBeVisible();
    await expect(elsewhere.getByText("nobody sees where else you are a member")).toBeVisible();
    await expect(elsewhere.getByLabel("Your name")).toHaveValue("");
    await elsewhere.getByLabel("Your name").fill("Nightjar");
    await elsewhere.getByLabel(/I have read the house rules/).check();
    await elsewhere.getByRole("button", { name: "Join" }).click();
    await expect(notice(elsewhere, "Welcome to Drumlin")).toBeVisible();
    const other = await says(elsewhere, drumlin.home, "A tent peg that whistles", "So that one finds it again in the long grass.");

    const profile = async (page: Page, topic: string) => {
      await page.goto(topic);
      return (await page.locator("main a[href*='/people/']").first().getAttribute("href"))!;
    };
    const here = await everythingOf(guest, home, [voice, await profile(guest, voice)].map((path) => path.replace(home, "")));
    for (const told of ["drumlin", "nightjar", "tent peg that whistles"]) expect(here.toLowerCase(), told).not.toContain(told);
    const there = await everythingOf(elsewhere, drumlin.home, [other, await profile(elsewhere, other)].map((path) => path.replace(drumlin.home, "")));
    for (const told of ["marram", "una brock", "rope that floats"]) expect(there.toLowerCase(), told).not.toContain(told);
  });

  await test.step("the administrator signs out, and in again with the app, and with a recovery code, once", async () => {
    await page.goto(`${home}/topics`);
    await signOut(page);
    await page.goto(`${home}/settings/log`);
    await expect(page).toHaveURL(/\/sign-in$/);
    await signInHere(page, admin.address);
    await expect(page.getByRole("heading", { level: 1, name: "One more step" })).toBeVisible();
    await page.getByLabel("Code").fill("000000");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await page.getByLabel("Code").fill(step.code());
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL(/\/settings\/log$/);
    await expect(page.getByRole("heading", { level: 1, name: "Log" })).toBeVisible();

    for (const lets of [true, false]) {
      await signOut(page);
      await page.goto(`${home}/sign-in`);
      await signInHere(page, admin.address);
      await page.getByRole("link", { name: "Use a recovery code" }).click();
      await page.getByLabel("Recovery code").fill(step.recovery[3]!);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      if (lets) await expect(notice(page, "That recovery code is used up")).toBeVisible();
      else await expect(page.getByRole("alert")).toBeVisible();
    }
    await page.getByLabel("Recovery code").fill(step.recovery[4]!);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(notice(page, "That recovery code is used up")).toBeVisible();
    await page.goto(`${home}/account/second-factor`);
    await expect(page.getByText("8 are left.")).toBeVisible();
  });
});
