/** The team answers in public, an author accepts, everybody sees what became of it. */

import { drumlin, orsel } from "./support/brands";
import { expect, notice, test, type Page } from "./support/test";

/** Posts something in Drumlin's English form, as whoever the page is; gives its address. */
async function posts(page: Page, kind: RegExp, title: string, board = "tents"): Promise<string> {
  await page.goto(`${drumlin.home}/new`);
  await page.getByRole("radio", { name: kind }).check();
  await page.getByLabel("In one sentence").fill(title);
  await page.getByLabel("Tell us").fill("What happened, in a sentence that is long enough.");
  await page.getByLabel("Board").selectOption(board);
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page).toHaveURL(/\/t\/\d+\//);
  return page.url();
}

async function replies(page: Page, address: string, text: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel("Your reply").fill(text);
  await page.getByRole("button", { name: "Post the reply" }).click();
  await expect(page.locator(".post", { hasText: text })).toBeVisible();
}

const steps = (page: Page) => page.locator(".timeline li:not(.ahead) b");
const ways = (script: boolean) => (script ? "with script" : "without script");

test("a status that needs an answer asks for one, is undone in time, and stands at the top", async ({ someone, signedIn, script }) => {
  const author = await someone({ state: await signedIn(drumlin, "aoife@drumlin.example") });
  const address = await posts(author, /I would like|idea/i, `A peg that floats (${ways(script)})`);
  const team = await someone({ state: await signedIn(drumlin, "ewan@drumlin.example") });
  await team.goto(address);

  await team.getByLabel("Status").selectOption({ label: "Planned" });
  await team.getByRole("button", { name: "Set status" }).click();
  await expect(team.getByText("This status needs a public answer: say why")).toBeVisible();
  await expect(team.getByLabel("Status")).toHaveValue("planned");

  await team.getByLabel("Public answer").fill("We make it from cork.");
  await team.getByRole("button", { name: "Set status" }).click();
  await expect(team.locator("#answer .prose")).toHaveText("We make it from cork.");
  await expect(steps(team)).toHaveText(["Posted", "Planned"]);

  await team.getByRole("button", { name: "Undo" }).click();
  await expect(notice(team, "Undone.")).toBeVisible();
  await expect(team.locator("#answer")).toHaveCount(0);
  await expect(steps(team)).toHaveText(["Posted"]);
  await expect(team.getByLabel("Public answer")).toHaveValue("We make it from cork.");
  await expect(team.getByLabel("Status")).toHaveValue("planned");

  await team.getByLabel("Public answer").fill("We make it from cork, next spring.");
  await team.getByRole("button", { name: "Set status" }).click();
  await author.goto(address);
  await expect(author.locator("#answer .prose")).toHaveText("We make it from cork, next spring.");
  await expect(author.locator("#answer h2")).toHaveText("Drumlin’s answer");
  await expect(author.locator(".opening .status")).toHaveText("Planned");
  await expect(author.locator("#decide")).toHaveCount(0);

  await expect(team.getByText("People have been told.")).toBeVisible({ timeout: 10_000 });
  await expect(team.getByRole("button", { name: "Undo" })).toBeHidden();
});

test("what the team asks of an author is said to the author, and that they answered to everybody", async ({ someone, signedIn, script }) => {
  const author = await someone({ state: await signedIn(drumlin, "dev@drumlin.example") });
  const address = await posts(author, /wrong/i, `The zip opens by itself (${ways(script)})`);
  const team = await someone({ state: await signedIn(drumlin, "ruth@drumlin.example") });
  await team.goto(address);
  await team.getByLabel("Status").selectOption({ label: "Needs information" });
  await team.getByLabel("Public answer").fill("Which zip is it?");
  await team.getByRole("button", { name: "Set status" }).click();

  await author.goto(address);
  await expect(author.getByRole("heading", { name: "Drumlin needs something from you" })).toBeVisible();
  await replies(author, address, "The one at the porch.");
  await expect(author.getByText("You replied. It is Drumlin’s turn now.")).toBeVisible();
  await expect(author.getByRole("heading", { name: "Drumlin needs something from you" })).toHaveCount(0);
  const visitor = await someone();
  await visitor.goto(address);
  await expect(steps(visitor)).toHaveText(["Posted", "Needs information", "The author replied"]);
  await expect(visitor.locator(".needs")).toHaveCount(0);
});

test("whoever asked accepts a reply, thanks for it, and may change their mind", async ({ someone, signedIn, script }) => {
  const author = await someone({ state: await signedIn(drumlin, "lucien@drumlin.example") });
  const address = await posts(author, /question|wonder/i, `Which wax for a waxed jacket? (${ways(script)})`);
  const helper = await someone({ state: await signedIn(drumlin, "fjellsport@drumlin.example") });
  await replies(helper, address, "The green tin.");
  await expect(helper.getByRole("button", { name: "This answers it" })).toHaveCount(0);

  await author.goto(address);
  await author.getByRole("button", { name: /^Thank/ }).click();
  await expect(author.getByRole("button", { name: /^Thanked/ })).toHaveAttribute("aria-pressed", "true");
  await author.getByRole("button", { name: "This answers it" }).click();
  await expect(author.locator("#answer .prose")).toHaveText("The green tin.");
  await expect(author.locator(".opening .status")).toHaveText("Answered");
  await expect(steps(author)).toHaveText(["Posted", "Answered"]);

  const team = await someone({ state: await signedIn(drumlin, "ewan@drumlin.example") });
  await team.goto(address);
  await expect(team.locator(".opening .status")).toHaveText("Answered");
});

test("a question becomes a problem elsewhere and keeps its number, votes and replies", async ({ someone, signedIn, script }) => {
  const author = await someone({ state: await signedIn(drumlin, "aoife@drumlin.example") });
  const address = await posts(author, /question|wonder/i, `Why does my pack creak? (${ways(script)})`, "packs");
  const number = /\/t\/(\d+)\//.exec(address)![1]!;
  const voter = await someone({ state: await signedIn(drumlin, "dev@drumlin.example") });
  await voter.goto(address);
  await voter.getByRole("button", { name: "Vote" }).click();
  await expect(voter.getByRole("button", { name: "Vote" })).toHaveAttribute("aria-pressed", "true");
  await replies(voter, address, "Mine creaks at the left hip.");

  const team = await someone({ state: await signedIn(drumlin, "ruth@drumlin.example") });
  await team.goto(address);
  await team.getByText("Kind and board").click();
  await team.getByLabel("Kind", { exact: true }).selectOption({ label: "Problem" });
  await team.locator("#decide").getByLabel("Board").selectOption({ label: "Repairs" });
  await team.locator("#decide").getByRole("button", { name: "Save" }).click();
  await expect(notice(team, "Saved")).toBeVisible();
  await expect(team).toHaveURL(new RegExp(`/t/${number}/`));
  await expect(team.locator(".opening .kind")).toHaveText("Problem");
  await expect(team.locator(".opening .by")).toContainText("Aoife Brannigan");
  await expect(team.getByRole("button", { name: "Vote" }).locator(".sum")).toHaveText("1");
  await expect(team.locator(".post")).toHaveCount(1);
  await expect(steps(team)).toHaveText(["Posted", "Sorted as a problem", "Moved to Repairs"]);
});

test("a reply is quoted with its author's name", async ({ someone, signedIn, awake }) => {
  const page = await someone({ state: await signedIn(drumlin) });
  await page.goto(`${drumlin.topic}?sort=oldest`);
  await awake(page);
  const post = page.locator(".post").first();
  const name = await post.locator("header b").first().innerText();
  await post.getByRole("link", { name: /^Quote/ }).first().click();
  await expect(page.getByLabel("Your reply")).toHaveValue(new RegExp(`^> \\*\\*${name.trim()} wrote:\\*\\*\n>\n> `));
});

test("an administrator promises answers, and a topic is due by them", async ({ someone, signedIn, script }) => {
  const admin = await someone({ state: await signedIn(orsel, "agnes@orsel.example"), locale: orsel.locale });
  await admin.goto(`${orsel.home}/settings/answers`);
  const problem = admin.getByLabel("Problème : combien");
  await problem.fill("beaucoup");
  await admin.getByRole("button", { name: "Enregistrer" }).click();
  await expect(admin.locator(".errors")).toBeVisible();
  await expect(problem).toHaveValue("beaucoup");
  await problem.fill("2");
  await admin.getByLabel("Problème : heures ou jours").selectOption("days");
  await admin.getByRole("button", { name: "Enregistrer" }).click();
  await expect(problem).toHaveValue("2");

  const author = await someone({ state: await signedIn(orsel, "emile@orsel.example"), locale: orsel.locale });
  await author.goto(`${orsel.home}/new`);
  await author.getByRole("radio", { name: /Quelque chose ne va pas/ }).check();
  await author.getByLabel("En une phrase").fill(`La cafetière siffle (${script ? "avec" : "sans"} script)`);
  await author.getByLabel("Racontez").fill("Elle siffle au moment où le café monte, tous les matins.");
  await author.getByLabel("Rubrique").selectOption("cafetieres");
  await author.getByRole("button", { name: "Publier" }).click();
  await expect(author).toHaveURL(/\/t\/\d+\//);
  await expect(author.locator(".due")).toHaveCount(0);
  await expect(notice(author, "répondra au plus tard le")).toBeVisible();
  await expect(author.locator(".timeline .ahead")).toContainText("promise au plus tard le");
  const team = await someone({ state: await signedIn(orsel, "samir@orsel.example"), locale: orsel.locale });
  await team.goto(author.url());
  await expect(team.locator(".due")).toContainText("Première réponse promise au plus tard le");
});
