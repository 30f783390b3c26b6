/** One idea from its first line to its delivery: pictures, voters and their reasons, what the team asked, what it decided, and every mail of it. */

import { drumlin, type Brand } from "./support/brands";
import { mailTo, mailsTo, type Mail } from "./support/mail";
import { file } from "./support/picture";
import { expect, test, type Page } from "./support/test";

// Its mail goes through a real mail server.
test.use({ smtp: true });

const AUTHOR = "bethan@drumlin.example";
const TEAM = "ewan@drumlin.example";
const TITLE = "A tent bag that closes with mittens on";

/** Everybody of the demo who is not of the team, and the author: twenty people. */
const VOTERS = [
  "isla", "tomasz", "fjellsport", "gwen", "priya", "callum", "joan", "hamish", "lucien", "aoife", "dev",
  "frank", "morag", "sian", "corrie", "mei", "graham", "niamh", "yusuf", "clemence",
].map((handle) => `${handle}@drumlin.example`);

const REASONS = ["My hands are cold before the poles are out.", "I lost a tooth to that cord.", "I guide in Finnmark, from November."];

const SAID = {
  asks: "Which size of mitten is it? Lay one on a ruler for us.",
  answers: "Twelve centimetres over the knuckles, I measured it twice.",
  plans: "We cut a loop of four centimetres into the next bags, from March on.",
  delivers: "It is in every bag that left Keswick since the second of March.",
};

const steps = (page: Page) => page.locator(".timeline li:not(.ahead) b");

/** Writes the idea with two pictures, each in words; with a script as with a hand. */
async function proposes(page: Page, brand: Brand, script: boolean): Promise<void> {
  await page.goto(`${brand.home}/new`);
  await page.getByRole("radio", { name: /I would like|idea/i }).check();
  await page.getByLabel("In one sentence").fill(TITLE);
  await page.getByLabel("Tell us").fill("The cord is thin as a thread. At minus twenty I use my teeth, and so does everybody else at our hut.");
  await page.getByLabel("Board").selectOption("tents");
  const pictures = [file("bag.png"), file("cord.png")];
  if (script) await page.getByLabel("Pictures (optional)").setInputFiles(pictures);
  else {
    await page.locator("#pictures").setInputFiles(pictures);
    await page.getByRole("button", { name: "Add the pictures" }).click();
  }
  const alts = page.getByLabel("What does the picture show?", { exact: true }).and(page.locator("li input"));
  await expect(alts).toHaveCount(2);
  await alts.first().fill("The bag, and a mitten beside it");
  await alts.last().fill("The cord between two teeth");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(TITLE);
  for (const alt of ["The bag, and a mitten beside it", "The cord between two teeth"]) await expect(page.getByRole("img", { name: alt })).toBeVisible();
}

async function votes(page: Page, address: string, reason?: string): Promise<void> {
  await page.goto(address);
  const vote = page.getByRole("button", { name: "Vote" });
  const counted = page.waitForResponse((answer) => answer.request().method() === "POST");
  await vote.click();
  await counted;
  await expect(vote).toHaveAttribute("aria-pressed", "true");
  if (!reason) return;
  await page.reload();
  await page.getByLabel("And you, why?").fill(reason);
  await page.getByRole("button", { name: "Say why" }).click();
  await expect(page.locator(".reasons li", { hasText: reason })).toBeVisible();
}

async function decides(page: Page, address: string, status: string, answer: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Status").selectOption({ label: status });
  await page.getByLabel("Public answer").fill(answer);
  await page.getByRole("button", { name: "Set status" }).click();
  await expect(page.locator("#answer .prose")).toHaveText(answer);
}

/** The idea among the conversations of one's own. */
async function isAmongMine(page: Page, brand: Brand, status: string, part: RegExp): Promise<void> {
  await page.goto(`${brand.home}/me`);
  const own = page.getByRole("listitem").filter({ hasText: TITLE });
  await expect(own.locator(".status")).toHaveText(status);
  await expect(own).toContainText(part);
}

/** A mail of this conversation, in both its forms, in its thread, with a way to hear no more. */
function isWhole(mail: Mail, said: string, told: RegExp): void {
  expect(mail.text).toMatch(told);
  expect(mail.text).toContain(`> ${said.slice(0, 40)}`);
  expect(mail.html).toContain(said.slice(0, 40));
  expect(mail.subject).toContain(TITLE);
  expect(mail.headers.get("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  expect(mail.headers.get("references") ?? mail.headers.get("in-reply-to")).toBeTruthy();
}

const stops = (mail: Mail) => /<(\S+)>/.exec(mail.headers.get("list-unsubscribe") ?? "")![1]!;

test("an idea goes from its first line to its delivery, and everybody hears of it", async ({ server, someone, signedIn, awake, script, playwright }) => {
  test.setTimeout(240_000);
  const author = await someone({ state: await signedIn(drumlin, AUTHOR) });
  await author.goto(`${drumlin.home}/new`);
  await awake(author);
  await proposes(author, drumlin, script);
  const address = author.url().replace(/\?.*/, "");

  await test.step("twenty others vote, three of them say why", async () => {
    for (const [index, voter] of VOTERS.entries()) {
      const page = await someone({ state: await signedIn(drumlin, voter) });
      await votes(page, address, REASONS[index]);
      await page.context().close();
    }
    await author.goto(address);
    await expect(author.locator(".vote").first()).toContainText(String(VOTERS.length));
    await expect(author.locator(".reasons li")).toHaveCount(3);
  });

  const team = await someone({ state: await signedIn(drumlin, TEAM) });
  await test.step("the team asks, and the author hears of it and answers", async () => {
    await decides(team, address, "Needs information", SAID.asks);
    isWhole(await mailTo(server, AUTHOR, new RegExp(TITLE)), SAID.asks, /Drumlin needs to know more about your idea/);
    await isAmongMine(author, drumlin, "Needs information", /you started it/);
    await author.goto(address);
    await expect(author.getByRole("heading", { name: "Drumlin needs something from you" })).toBeVisible();
    await author.getByLabel("Your reply").fill(SAID.answers);
    await author.getByRole("button", { name: "Post the reply" }).click();
    await expect(author.locator(".post", { hasText: SAID.answers })).toBeVisible();
    await expect(steps(author)).toHaveText(["Posted", "Needs information", "The author replied"]);
  });

  const [first, second] = VOTERS as [string, string, ...string[]];
  const reads = async (who: string, said: string) => {
    let found: Mail | undefined;
    await expect.poll(async () => (found = (await mailsTo(server, who)).find((mail) => mail.text.includes(said.slice(0, 30)))), { timeout: 20_000 }).toBeDefined();
    return found!;
  };

  await test.step("the team plans it, says why, and everybody who voted hears of it", async () => {
    await decides(team, address, "Planned", SAID.plans);
    await expect(steps(team)).toHaveText(["Posted", "Needs information", "The author replied", "Planned"]);
    isWhole(await reads(AUTHOR, SAID.plans), SAID.plans, /Drumlin set your idea to “Planned”/);
    for (const voter of VOTERS) isWhole(await reads(voter, SAID.plans), SAID.plans, /Drumlin set the idea to “Planned”/);
    await isAmongMine(author, drumlin, "Planned", /you started it, you replied/);
  });

  await test.step("one of them has had enough: one click, signed out", async () => {
    const nobody = await playwright.request.newContext();
    const answer = await nobody.post(stops(await reads(second, SAID.plans)), {
      form: { "List-Unsubscribe": "One-Click" },
      maxRedirects: 0,
    });
    expect(answer.status()).toBeLessThan(300);
    await nobody.dispose();
  });

  await test.step("it is delivered, and says so everywhere", async () => {
    await decides(team, address, "Delivered", SAID.delivers);
    isWhole(await reads(AUTHOR, SAID.delivers), SAID.delivers, /Drumlin delivered your idea/);
    for (const voter of VOTERS.filter((voter) => voter !== second)) isWhole(await reads(voter, SAID.delivers), SAID.delivers, /Drumlin delivered the idea/);
    const told = await mailsTo(server, second);
    expect(told.filter((mail) => mail.text.includes(SAID.delivers.slice(0, 30)))).toEqual([]);
    const visitor = await someone();
    await visitor.goto(address);
    await expect(visitor.locator("#answer .prose")).toHaveText(SAID.delivers);
    await expect(visitor.locator(".opening .status")).toHaveText("Delivered");
    await expect(steps(visitor)).toHaveText(["Posted", "Needs information", "The author replied", "Planned", "Delivered"]);
    await isAmongMine(author, drumlin, "Delivered", /you started it, you replied/);
    const voter = await someone({ state: await signedIn(drumlin, first) });
    await isAmongMine(voter, drumlin, "Delivered", /you voted/);
    await visitor.goto(`${drumlin.home}/topics?status=delivered`);
    await expect(visitor.getByRole("link", { name: TITLE, exact: true })).toBeVisible();
  });
});
