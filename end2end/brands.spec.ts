/** A brand from its making to its people leaving: who runs it, how it looks, what it keeps for itself, and what a person can take along. */

import { readFileSync } from "node:fs";
import { drumlin, OPERATOR, PASSWORD } from "./support/brands";
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
test.use({ actionTimeout: 15_000 });

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
  await expect(page).toHaveURL(/\/settings\/brand$/);
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
  await desk.getByLabel("Time zone").selectOption("Europe/London");
  await desk.getByLabel("Email address of its administrator").fill(admin.address);
  await desk.getByLabel("Language of the invitation").selectOption("English");
  await desk.getByRole("button", { name: "Create the brand" }).click();
  await expect(notice(desk, "The brand is created")).toBeVisible();
}

type Awake = (page: Page) => Promise<void>;

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

/** Says something with the form of the space, on a board where there is more than one. */
async function says(page: Page, awake: Awake, home: string, title: string, body: string, board?: string): Promise<string> {
  await page.goto(`${home}/new`);
  await awake(page);
  await page.getByLabel("In one sentence").fill(title);
  await page.getByLabel("Tell us").fill(body);
  if (board) await page.getByLabel("Board").selectOption(board);
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

test("a brand is made, taken over, dressed, opened, and its people come in", async ({ page, someone, server, awake }) => {
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
    await expect(page.getByLabel("Email address"), "the address that was invited stands there").toHaveValue(admin.address);
    await expect(page.getByRole("region", { name: "House rules" })).toContainText("Be kind");
    await joinHere(page, server, admin);
    await expect(page.getByRole("heading", { level: 1, name: "Second step" })).toBeVisible();
    await expect(notice(page, "Welcome to Marram. One thing is left")).toBeVisible();
  });

  const step = await test.step("the settings stay closed until the second step is set up, and then open by themselves", async () => {
    await page.goto(`${home}/settings/documents`);
    await expect(page).toHaveURL(/\/account\/second-factor$/);
    await expect(notice(page, "Your work here needs a second step")).toBeVisible();
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
    await page.getByLabel("One line", { exact: true }).fill("What should a rope be able to do?");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(notice(page, "Saved.")).toBeVisible();
    await page.goto(`${home}/`);
    await expect(page).toHaveTitle("Marram & Sons");
    await expect(page.getByText("Nothing has been said here yet. You may be the first.")).toBeVisible();
    await expect(page.getByRole("heading", { level: 1, name: "What should a rope be able to do?" })).toBeVisible();
    await expect(page.getByRole("img", { name: "Marram & Sons" })).toBeVisible();
  });

  await test.step("a colour that nobody could read is refused, and the one that is proposed is worn", async () => {
    await page.goto(`${home}/settings/look`);
    await colour(page, "Light", "Paper").fill("#ffffff");
    await colour(page, "Light", "Links").fill("#ffd400");
    await colour(page, "Light", "Header").fill("#123456");
    await colour(page, "Light", "Header text").fill("#ffffff");
    await page.getByRole("button", { name: "Save the look" }).click();
    await expect(page.getByText("In light, links are too faint on the paper.").first()).toBeVisible();
    await expect(notice(page, "Saved.")).toHaveCount(0);
    const take = page.getByRole("group", { name: "Light", exact: true }).locator(".field.wrong", { hasText: "links are too faint" }).getByRole("button", { name: /^Take #/ });
    const proposal = /#[0-9a-f]{6}/.exec(await take.innerText())![0];
    await take.click();
    await expect(colour(page, "Light", "Links")).toHaveValue(proposal);
    await expect(page.getByText("In light, the button in the header is too faint.").first()).toBeVisible();
    await page.getByRole("button", { name: "Take every proposal" }).click();
    await expect(page.getByRole("button", { name: /^Take / })).toHaveCount(0);
    await expect(colour(page, "Light", "Links")).toHaveValue(proposal);
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
    await page.getByRole("radio", { name: /^Moderator/ }).check();
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
    voice = await says(guest, awake, home, "A rope that floats, please", "Mine has sunk twice, and the second time for good.");
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
    const other = await says(elsewhere, awake, drumlin.home, "A tent peg that whistles", "So that one finds it again in the long grass.", "tents");

    const profile = async (page: Page, topic: string) => {
      await page.goto(topic);
      return (await page.locator("main a[href*='/people/']").first().getAttribute("href"))!;
    };
    const here = await everythingOf(guest, home, [voice, await profile(guest, voice)].map((path) => path.replace(home, "")));
    for (const told of ["marram", "una brock", "rope that floats"]) expect(here.toLowerCase(), told).toContain(told);
    for (const told of ["drumlin", "nightjar", "tent peg that whistles"]) expect(here.toLowerCase(), told).not.toContain(told);
    const there = await everythingOf(elsewhere, drumlin.home, [other, await profile(elsewhere, other)].map((path) => path.replace(drumlin.home, "")));
    for (const told of ["drumlin", "nightjar", "tent peg that whistles"]) expect(there.toLowerCase(), told).toContain(told);
    for (const told of ["marram", "una brock", "rope that floats"]) expect(there.toLowerCase(), told).not.toContain(told);
  });

  await test.step("a French visitor reads the line in French, once the administrator has written it", async () => {
    await page.goto(`${home}/settings/brand`);
    await page.getByLabel("Français", { exact: true }).check();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(notice(page, "Saved.")).toBeVisible();
    await page.goto(`${home}/settings/brand`);
    await page.getByLabel("One line · Français").fill("Que devrait savoir faire une corde ?");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(notice(page, "Saved.")).toBeVisible();
    const visitor = await someone({ locale: "fr-FR" });
    await visitor.goto(`${home}/`);
    await expect(visitor.getByRole("heading", { level: 1, name: "Que devrait savoir faire une corde ?" })).toBeVisible();
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
    await page.getByLabel("Your current password").fill(CHOSEN);
    await page.getByLabel("Code from your app").fill(step.recovery[5]!);
    await page.getByRole("button", { name: "Make ten new codes" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Recovery codes" })).toBeVisible();
  });
});

test("a brand moves to a name of its own, and everything leads there", async ({ page, someone, server, awake }) => {
  const desk = await someone();
  const space = await takeOver(page, desk, server, "Fathom", "fathom");
  await openToEverybody(page, space);
  const host = "fathom.localhost";
  const own = server.url.replace("127.0.0.1", host);

  await test.step("the administrator reads who can give it a name, and the operator gives it, after saying that it points here", async () => {
    await page.goto(`${space.home}/settings/brand`);
    await expect(page.getByText("Whoever runs the installation can put it under a name of your own")).toBeVisible();
    await desk.goto("/operator/brands/fathom");
    await desk.getByLabel("Host name").fill(host);
    await desk.getByRole("button", { name: "Change the address" }).click();
    await expect(desk.getByRole("alert").getByText("Point the name to this server first, then tick this.")).toBeVisible();
    await expect(desk.getByLabel("Host name")).toHaveValue(host);
    await desk.getByLabel("The name points to this server already").check();
    await desk.getByRole("button", { name: "Change the address" }).click();
    await expect(notice(desk, "Saved.")).toBeVisible();
    await expect(desk.getByRole("link", { name: `${own}/` })).toBeVisible();
  });

  await test.step("the old address leads there for good", async () => {
    const visitor = await someone();
    const answer = await visitor.goto(`${space.home}/topics?sort=newest`);
    expect(visitor.url()).toBe(`${own}/topics?sort=newest`);
    expect((await answer!.request().redirectedFrom()!.response())!.status()).toBe(301);
    await visitor.goto("/");
    await expect(visitor.getByRole("link", { name: "Fathom" })).toHaveAttribute("href", `${own}/`);
  });

  await test.step("one signs in again there, under a cookie of that host alone", async () => {
    await page.goto(`${space.home}/settings/brand`);
    await expect(page).toHaveURL(`${own}/sign-in`);
    await signInHere(page, space.admin.address);
    await page.getByLabel("Code").fill(space.step.code());
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL(`${own}/settings/brand`);
    await expect(page.getByText(`Your space is at ${own}/.`)).toBeVisible();
    const kept = (await page.context().cookies()).filter((cookie) => cookie.name === "parvis");
    expect(kept.map((cookie) => cookie.domain).sort()).toEqual(["127.0.0.1", host]);
    expect(kept.every((cookie) => cookie.httpOnly && cookie.sameSite === "Lax")).toBe(true);
  });

  await test.step("forms, votes and pages work under it", async () => {
    const guest = await someone();
    await guest.goto(`${own}/`);
    await guest.getByRole("link", { name: "Sign in" }).click();
    await guest.getByRole("link", { name: "Join Fathom" }).click();
    const member = stranger("Pim Shore");
    await joinHere(guest, server, member);
    await expect(guest).toHaveURL(`${own}/topics`);
    const topic = await says(guest, awake, own, "A lead line with marks that glow", "The knots are hard to tell apart at night.");
    expect(topic).toMatch(/^\/t\/1\/a-lead-line/);
    await guest.goto(`${own}/b/fathom/topics`);
    await expect(guest).toHaveURL(`${own}/topics`);
    expect((await guest.goto(`${own}${drumlin.home}/topics`))?.status(), "another brand is not here").toBe(404);
  });

  await test.step("a link in a mail begins with it, and works", async () => {
    const forgetful = await someone();
    await forgetful.goto(`${own}/password`);
    await forgetful.getByLabel("Email address").fill(space.admin.address);
    await forgetful.getByRole("button", { name: "Send me a link" }).click();
    const link = await linkTo(server, space.admin.address, /new password/);
    expect(link).toMatch(new RegExp(`^${own}/password/`));
    await forgetful.goto(link);
    await forgetful.getByLabel("Password").fill("another handful of words");
    await forgetful.getByRole("button", { name: "Set this password" }).click();
    await expect(forgetful.getByRole("heading", { level: 1, name: "One more step" })).toBeVisible();
    await forgetful.getByRole("link", { name: "Use a recovery code" }).click();
    await forgetful.getByLabel("Recovery code").fill(space.step.recovery[0]!);
    await forgetful.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(forgetful).toHaveURL(`${own}/topics`);
    await page.goto(`${own}/account`);
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" }), "every other sign-in has ended").toBeVisible();
  });
});

test("a member who has forgotten the password, changes it, or changes the address, keeps the account and the others lose it", async ({ page, someone, server }) => {
  const home = drumlin.home;
  const person = await joinsBy(page, server, home, "Sorrel Finch");
  const whole = (page: Page) => expect(page.getByRole("heading", { level: 1, name: "Signing in" })).toBeVisible();
  const out = async (page: Page) => {
    await page.goto(`${home}/account/security`);
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  };

  await test.step("a forgotten password is replaced by way of the mail, once", async () => {
    const elsewhere = await someone();
    await elsewhere.goto(`${home}/sign-in`);
    await elsewhere.getByRole("link", { name: "Forgotten your password?" }).click();
    await elsewhere.getByLabel("Email address").fill(person.address);
    await elsewhere.getByRole("button", { name: "Send me a link" }).click();
    await expect(elsewhere.getByText(`We have written to ${person.address}`)).toBeVisible();
    const link = await linkTo(server, person.address, /new password/);
    await elsewhere.goto(link);
    await elsewhere.getByLabel("Password").fill("short");
    await elsewhere.getByRole("button", { name: "Set this password" }).click();
    await expect(elsewhere.getByRole("alert")).toContainText("too short");
    await elsewhere.getByLabel("Password").fill("a second handful of words");
    await elsewhere.getByRole("button", { name: "Set this password" }).click();
    await expect(notice(elsewhere, "Your password is changed")).toBeVisible();
    await out(page);
    await mailTo(server, person.address, /password has been changed/);
    expect((await page.goto(link))?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: "This link no longer works" })).toBeVisible();
    await page.goto(`${home}/sign-in`);
    await signInHere(page, person.address, CHOSEN);
    await expect(page.getByRole("alert")).toContainText("wrong");
    await signOut(elsewhere);
  });

  await test.step("a code by mail lets in without a password", async () => {
    await page.goto(`${home}/sign-in`);
    await page.getByRole("link", { name: "Sign in with a code by email" }).click();
    await page.getByLabel("Email address").fill(person.address);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await page.getByLabel("Code").fill(await codeOf(server, person, "to sign in"));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(notice(page, "Good to see you again")).toBeVisible();
  });

  await test.step("a changed password ends the sign-in of another browser", async () => {
    const elsewhere = await someone();
    await elsewhere.goto(`${home}/sign-in`);
    await signInHere(elsewhere, person.address, "a second handful of words");
    await expect(notice(elsewhere, "Good to see you again")).toBeVisible();
    await page.goto(`${home}/account/security`);
    const form = page.locator("form", { has: page.getByRole("button", { name: "Change the password" }) });
    await form.getByLabel("Your current password").fill("not what it is");
    await form.getByLabel("New password").fill("a third handful of words");
    await form.getByRole("button").click();
    await expect(page.getByRole("alert")).toContainText("That is not your current password");
    await form.getByLabel("Your current password").fill("a second handful of words");
    await form.getByLabel("New password").fill("a third handful of words");
    await form.getByRole("button").click();
    await expect(notice(page, "Your password is changed")).toBeVisible();
    await whole(page);
    await out(elsewhere);
  });

  const moved = stranger("Sorrel Finch");
  await test.step("a new address counts once the code that was mailed there is typed", async () => {
    await page.goto(`${home}/account/security`);
    const form = page.locator("form", { has: page.getByRole("button", { name: "Send a code to the new address" }) });
    await form.getByLabel("Your current password").fill("a third handful of words");
    await form.getByLabel("New email address").fill(moved.address);
    await form.getByRole("button").click();
    await expect(page.getByText(moved.address)).toBeVisible();
    await page.getByLabel("Code").fill(await codeTo(server, moved.address));
    await page.getByRole("button", { name: "Change the address" }).click();
    await expect(notice(page, "From now on you sign in with your new address.")).toBeVisible();
    const last = await mailTo(server, person.address, /address has been changed/);
    expect(last.text, "the whole new address is nobody else's business").not.toContain(moved.address);
  });

  await test.step("one signs in with the new address, and out everywhere with one button", async () => {
    const elsewhere = await someone();
    await elsewhere.goto(`${home}/sign-in`);
    await signInHere(elsewhere, person.address, "a third handful of words");
    await expect(elsewhere.getByRole("alert")).toContainText("wrong");
    await signInHere(elsewhere, moved.address, "a third handful of words");
    await expect(notice(elsewhere, "Good to see you again")).toBeVisible();
    await page.goto(`${home}/account/security`);
    await whole(page);
    await expect(page.getByRole("button", { name: /^End the sign-in/ })).toHaveCount(2);
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
    await out(page);
    await out(elsewhere);
  });
});

/** The six digits in a mail whose text says what they are for: several mails of the door have one subject. */
async function codeOf(server: Server, person: Stranger, purpose: string): Promise<string> {
  await expect.poll(async () => (await mailTo(server, person.address)).text, { timeout: 15_000 }).toContain(purpose);
  return codeTo(server, person.address);
}

test("what is said on a board for employees is there for them, and for nobody else", async ({ page, someone, server, awake }) => {
  const space = await takeOver(page, await someone(), server, "Tarn", "tarn");
  const { home } = space;
  await openToEverybody(page, space);
  const [inside, outside] = [await someone(), await someone()];
  const employee = await joinsBy(inside, server, home, "Wren Hollis");
  await joinsBy(outside, server, home, "Otto Pike");

  await test.step("the administrator makes the board", async () => {
    await page.goto(`${home}/settings/boards`);
    await page.getByRole("link", { name: "Add a board" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Behind the counter");
    await page.getByLabel("Description", { exact: true }).fill("What we say among ourselves.");
    await page.getByLabel("Who may see it").selectOption("Employees, team");
    for (const part of ["Who may start something", "Who may reply", "Who may vote"]) await page.getByLabel(part).selectOption("Employees, team");
    await page.getByRole("button", { name: "Create the board" }).click();
    await expect(notice(page, "Saved.")).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: "Behind the counter" })).toContainText("Employees see it");
  });

  await test.step("and says who works here", async () => {
    await inside.goto(`${home}/`);
    await expect(inside.getByText("Behind the counter")).toHaveCount(0);
    await page.goto(`${home}/settings/people`);
    await page.getByLabel("Name, handle or number").fill("wren");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("link", { name: `Change what ${employee.name} may do` }).click();
    await page.getByLabel("What they are to the brand").selectOption("Works here");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(notice(page, "Saved. The person will be told by email.")).toBeVisible();
    expect((await mailTo(server, employee.address, /What you are/)).text).toContain("Works here");
  });

  const title = "The till drawer sticks every morning";
  const topic = await test.step("the employee says something there", async () => {
    const topic = await says(inside, awake, home, title, "One has to lift it a little, and nobody new knows that.", "behind-the-counter");
    await inside.goto(`${home}/topics?sort=newest`);
    await expect(inside.getByRole("link", { name: title, exact: true })).toBeVisible();
    return topic;
  });

  await test.step("a customer and a visitor find it nowhere", async () => {
    const visitor = await someone();
    await inside.goto(topic);
    const author = (await inside.locator("main a[href*='/people/']").first().getAttribute("href"))!;
    for (const person of [outside, visitor]) {
      for (const list of ["/", "/topics", "/topics?sort=newest", "/topics?board=behind-the-counter", "/new"]) {
        await person.goto(`${home}${list}`);
        expect(await person.locator("main").innerText(), list).not.toMatch(/till drawer|Behind the counter/i);
      }
      expect((await person.goto(topic))?.status()).toBe(404);
      await expect(person.getByRole("heading", { level: 1, name: "There is nothing here" })).toBeVisible();
      expect(await person.content()).not.toMatch(/till drawer/i);
      await person.goto(author);
      await expect(person.getByRole("heading", { level: 1, name: employee.name })).toBeVisible();
      await expect(person.getByText("Nothing yet, or nothing that is open to you.")).toBeVisible();
    }
    await inside.goto(author);
    await expect(inside.getByRole("link", { name: title })).toBeVisible();
  });
});

test("a member takes everything along, erases the account, and their name is gone while their vote counts", async ({ page, someone, server, script, awake }) => {
  const home = drumlin.home;
  const person = await joinsBy(page, server, home, "Bertil Quist");
  const title = "A loop on the stuff sack for a carabiner";
  const topic = await test.step("they vote, propose and reply", async () => {
    const topic = await says(page, awake, home, title, "Mine rolled down the whole north face without me.", "tents");
    await page.goto(drumlin.topic);
    await awake(page);
    const arrived = script ? page.waitForResponse("**/fn/vote") : undefined;
    await page.getByRole("button", { name: "Vote" }).click();
    await arrived;
    await expect(page.getByRole("button", { name: "Vote" })).toHaveAttribute("aria-pressed", "true");
    return topic;
  });
  const votes = await page.getByRole("button", { name: "Vote" }).locator(".sum").innerText();

  await test.step("the files that they take along hold their words", async () => {
    await page.goto(`${home}/account/data`);
    const taken = async (link: string) => {
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link }).click()]);
      return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
    };
    const json = await taken("Download for a program (JSON)");
    expect(json.name).toBe("my-data.json");
    const own = JSON.parse(json.text);
    expect(own.account.address).toBe(person.address);
    expect(own.memberships).toHaveLength(1);
    expect(own.memberships[0].profile.name).toBe(person.name);
    expect(own.memberships[0].topics[0]).toMatchObject({ title, body: "Mine rolled down the whole north face without me." });
    expect(own.memberships[0].votes.map((vote: { topic: number }) => vote.topic)).toContain(1);
    const html = await taken("Download to read (HTML)");
    expect(html.name).toBe("my-data.html");
    for (const held of [title, "rolled down the whole north face", person.name, person.address]) expect(html.text).toContain(held);
    expect(html.text).not.toMatch(/<script|<link/);
  });

  const profile = await test.step("their name stands on what they said", async () => {
    await page.goto(topic);
    await expect(page.locator("main").getByText(person.name).first()).toBeVisible();
    return (await page.locator("main a[href*='/people/']").first().getAttribute("href"))!;
  });

  await test.step("erasing asks for the address and the password", async () => {
    await page.goto(`${home}/account/data`);
    await page.getByRole("link", { name: "See what happens when you erase it" }).click();
    await page.getByLabel("Your email address").fill(person.address);
    await page.getByLabel("Password").fill("not what it is");
    await page.getByRole("button", { name: "Erase your account" }).click();
    await expect(page.getByRole("alert")).toContainText("That is not your password");
    await page.getByLabel("Password").fill(CHOSEN);
    await page.getByRole("button", { name: "Erase your account" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "It is done" })).toBeVisible();
  });

  await test.step("the words stay, without the name, and the vote is counted", async () => {
    const visitor = await someone();
    for (const path of [topic, `${home}/topics?sort=newest`]) {
      await visitor.goto(path);
      await expect(visitor.getByText(title).first()).toBeVisible();
      expect(await visitor.content()).not.toMatch(/Bertil|Quist/i);
    }
    await visitor.goto(topic);
    await expect(visitor.locator("main").getByText("former member").first()).toBeVisible();
    expect((await visitor.goto(profile))?.status(), "nobody is behind the old profile").toBe(404);
    await visitor.goto(drumlin.topic);
    await expect(visitor.getByRole("button", { name: "Vote" }).locator(".sum")).toHaveText(votes);
    await visitor.goto(`${home}/sign-in`);
    await signInHere(visitor, person.address);
    await expect(visitor.getByRole("alert")).toContainText("wrong");
    await page.goto(`${home}/account`);
    await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  });
});

test("a member leaves a brand and may come back as somebody new; the last administrator cannot leave", async ({ page, someone, server, awake }) => {
  const space = await takeOver(page, await someone(), server, "Skerry", "skerry");
  const { home } = space;
  await openToEverybody(page, space);
  const guest = await someone();
  const person = await joinsBy(guest, server, home, "Ingrid Vale");
  const topic = await says(guest, awake, home, "A flask lid that does not drip", "It drips into the glove, every time.");

  await test.step("they leave, and what they wrote goes with them", async () => {
    await guest.goto(`${home}/account/data`);
    await guest.getByRole("link", { name: "See what happens when you leave" }).click();
    await guest.getByRole("radio", { name: /^It goes too/ }).check();
    await guest.getByRole("button", { name: "Leave Skerry" }).click();
    await expect(notice(guest, "You are no longer a member of Skerry.")).toBeVisible();
    const answer = await guest.goto(topic);
    expect(await guest.content()).not.toMatch(/flask|glove|Ingrid/);
    expect(answer?.status()).toBe(404);
  });

  await test.step("the account is still theirs, and they join anew", async () => {
    await guest.goto(`${home}/account`);
    await expect(guest.locator("main").getByText(person.address)).toBeVisible();
    await guest.goto(`${home}/`);
    await guest.locator("summary", { hasText: "Your menu" }).click();
    await expect(guest.getByRole("button", { name: "Sign out" })).toBeVisible();
    await guest.getByRole("link", { name: "Join", exact: true }).click();
    await guest.getByLabel("Your name").fill("Somebody New");
    await guest.getByLabel(/I have read the house rules/).check();
    await guest.getByRole("button", { name: "Join" }).click();
    await expect(notice(guest, "Welcome to Skerry")).toBeVisible();
  });

  await test.step("the only administrator can neither leave nor erase the account", async () => {
    await page.goto(`${home}/account/leave`);
    await page.getByRole("button", { name: "Leave Skerry" }).click();
    await expect(page.getByRole("alert")).toContainText("Make somebody else an administrator first");
    await page.goto(`${home}/account/erase`);
    await page.getByLabel("Your email address").fill(space.admin.address);
    await page.getByLabel("Password").fill(CHOSEN);
    await page.getByRole("button", { name: "Erase your account" }).click();
    await expect(page.getByRole("alert")).toContainText("Make somebody else an administrator first");
    await page.goto(`${home}/settings/people`);
    await expect(page.getByRole("heading", { level: 1, name: "People" })).toBeVisible();
  });
});
