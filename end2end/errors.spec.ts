/** A form that is not right comes back with the message beside the field and everything that was typed. */

import { drumlin, orsel, type Brand } from "./support/brands";
import { codeTo, mailTo } from "./support/mail";
import { expect, fillJoin, joinHere, stranger, test, type Page } from "./support/test";

/** The words of the forms, as this language has them. */
interface Words {
  locale: string;
  title: string;
  body: string;
  post: string;
  wrongs: (count: number) => string;
  titleShort: (count: number) => string;
  titleLong: (count: number) => string;
  bodyShort: (count: number) => string;
  boardMissing: string;
  reply: string;
  replyPost: string;
  replyShort: string;
}

const english: Words = {
  locale: "en-GB",
  title: "In one sentence",
  body: "Tell us",
  post: "Post",
  wrongs: (count) => (count === 1 ? "One thing to look at" : `${count} things to look at`),
  titleShort: (count) => `The title is too short: ${count} characters, it takes at least 10. Say what happens, and when`,
  titleLong: (count) => `The title is too long: ${count} characters, at most 120. The rest goes into the text`,
  bodyShort: (count) => `The text is too short: ${count} characters, it takes at least 20`,
  boardMissing: "Choose where it belongs",
  reply: "Your reply",
  replyPost: "Post the reply",
  replyShort: "The reply is too short: at least 2 characters",
};

const french: Words = {
  locale: "fr-FR",
  title: "En une phrase",
  body: "Racontez",
  post: "Publier",
  wrongs: (count) => (count === 1 ? "Une chose à revoir" : `${count} choses à revoir`),
  titleShort: (count) => `Le titre est trop court : ${count} caractères, il en faut au moins 10. Dites ce qui se passe, et quand`,
  titleLong: (count) => `Le titre est trop long : ${count} caractères, 120 au plus. Le reste va dans le texte`,
  bodyShort: (count) => `Le texte est trop court : ${count} caractères, il en faut au moins 20`,
  boardMissing: "Choisissez où le ranger",
  reply: "Votre réponse",
  replyPost: "Publier la réponse",
  replyShort: "La réponse est trop courte : au moins 2 caractères",
};

/** Nine characters: one short of a title. */
const SHORT = "Ça \"d'🍋<b";
const HARD = "Où est l’« été » d'\"ici\" ? <b>gras</b> & co 🍋\nDeuxième ligne &amp; </textarea> fin.";

/** Presses a button and gives the status of the answer to its form. */
async function send(page: Page, button: string): Promise<number> {
  const answer = page.waitForResponse((response) => response.request().method() === "POST" && response.request().isNavigationRequest());
  await page.getByRole("button", { name: button, exact: true }).click();
  return (await answer).status();
}

/** The message stands beside the field, belongs to it, and the summary leads there. */
async function isWrong(page: Page, id: string, message: string): Promise<void> {
  const field = page.locator(`#${id}`);
  await expect(page.locator(`#${id}-error`), `beside ${id}`).toHaveText(message);
  await expect.soft(field, `${id} says that it is wrong`).toHaveAttribute("aria-invalid", "true");
  await expect.soft(field, `${id} is described by its message`).toHaveAccessibleDescription(sentence(message));
  await page.getByRole("alert").getByRole("link", { name: message, exact: true }).click();
  await expect(field, `the summary leads to ${id}`).toBeFocused();
}

/** A pattern of a sentence, whose spaces may be no-break ones. */
const sentence = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s/g, "\\s"));
const characters = (text: string) => [...text.trim()].length;

async function topicComesBack(page: Page, brand: Brand, words: Words): Promise<void> {
  await page.goto(`${brand.home}/new`);
  await page.getByLabel(words.title).fill(SHORT);
  await page.getByLabel(words.body).fill(HARD);
  expect(await send(page, words.post)).toBe(422);
  await expect(page.getByRole("alert").getByRole("heading", { name: words.wrongs(2) })).toBeVisible();
  await isWrong(page, "title", words.titleShort(characters(SHORT)));
  await isWrong(page, "board", words.boardMissing);
  await expect(page.locator("#body-error")).toHaveCount(0);
  await expect(page.getByLabel(words.title)).toHaveValue(SHORT);
  await expect.soft(page.getByLabel(words.body)).toHaveValue(HARD);

  const long = "é".repeat(121);
  await page.getByLabel(words.title).fill(long);
  await page.getByLabel(words.body).fill("Un <i>mot</i>.");
  await page.locator("#board").selectOption({ index: 1 });
  const board = await page.locator("#board").inputValue();
  expect(await send(page, words.post)).toBe(422);
  await isWrong(page, "title", words.titleLong(121));
  await isWrong(page, "body", words.bodyShort(14));
  await expect(page.locator("#board-error")).toHaveCount(0);
  await expect(page.getByLabel(words.title)).toHaveValue(long);
  await expect(page.getByLabel(words.body)).toHaveValue("Un <i>mot</i>.");
  await expect(page.locator("#board")).toHaveValue(board);
  await expect(page.locator("b:text-is('gras'), .page i")).toHaveCount(0);
}

test.describe("in English", () => {
  test.use({ locale: english.locale });

  test("a visitor's topic that is too short comes back whole", async ({ page }) => {
    await topicComesBack(page, drumlin, english);
  });

  test("a member's topic that is too short comes back whole", async ({ someone, signedIn }) => {
    await topicComesBack(await someone({ state: await signedIn(drumlin) }), drumlin, english);
  });

  test("a reply of one letter comes back with its message", async ({ page }) => {
    await replyComesBack(page, drumlin, english);
  });

  test("an empty join form names every field", async ({ page }) => {
    await page.goto(`${drumlin.home}/join`);
    expect(await send(page, "Join")).toBe(422);
    await expect(page.getByRole("alert").getByRole("heading", { name: "4 things to look at" })).toBeVisible();
    await isWrong(page, "name", "Tell us what to call you");
    await isWrong(page, "address", "Enter your email address");
    await isWrong(page, "password", "Enter a password");
    await isWrong(page, "rules", "Please accept the house rules");
  });

  test("joining without accepting the rules keeps name and address", async ({ page }) => {
    await page.goto(`${drumlin.home}/join`);
    const person = stranger("Zoé “Zed” <b>O'Neil</b>");
    await fillJoin(page, person);
    await page.getByLabel(/I have read the house rules/).uncheck();
    expect(await send(page, "Join")).toBe(422);
    await expect(page.getByRole("alert").getByRole("heading", { name: "One thing to look at" })).toBeVisible();
    await isWrong(page, "rules", "Please accept the house rules");
    await expect(page.getByLabel("Your name")).toHaveValue(person.name);
    await expect(page.getByLabel("Email address")).toHaveValue(person.address);
  });

  test("a password that everybody tries first is refused, a short one too", async ({ page }) => {
    await page.goto(`${drumlin.home}/join`);
    const person = stranger("Elin");
    await fillJoin(page, person);
    await page.getByLabel("Password").fill("password123");
    expect(await send(page, "Join")).toBe(422);
    await isWrong(page, "password", "That is one of the passwords that everybody tries first. Take a few words of your own");
    await expect(page.getByLabel("Your name")).toHaveValue("Elin");
    await expect(page.getByLabel("Email address")).toHaveValue(person.address);
    await expect(page.getByLabel(/I have read the house rules/)).toBeChecked();
    await expect(page.getByLabel("Password"), "a password never comes back").toHaveValue("");
    await page.getByLabel("Password").fill("ninechars");
    expect(await send(page, "Join")).toBe(422);
    await isWrong(page, "password", "That password is too short: 9 characters, at least 10");
  });

  test("a wrong code is refused, the right one still works", async ({ page, server }) => {
    await page.goto(`${drumlin.home}/join`);
    const person = stranger("Faye");
    await fillJoin(page, person);
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByLabel("Code").fill("12 34");
    expect(await send(page, "Confirm")).toBe(422);
    await isWrong(page, "code", "Enter the six digits of the code");
    await expect(page.getByLabel("Code")).toHaveValue("12 34");
    const code = await codeTo(server, person.address);
    await page.getByLabel("Code").fill(String((Number(code) + 1) % 1_000_000).padStart(6, "0"));
    expect(await send(page, "Confirm")).toBe(422);
    await isWrong(page, "code", "That is not the code we sent. Check the email and try again");
    await page.getByLabel("Code").fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Welcome to Drumlin" })).toBeVisible();
  });

  test("a wrong password and an unknown address are refused in the same words", async ({ page }) => {
    await page.goto(`${drumlin.home}/sign-in`);
    for (const address of ["callum@drumlin.example", "nobody@drumlin.example"]) {
      await page.getByLabel("Email address").fill(address);
      await page.getByLabel("Password").fill("not the right words");
      expect(await send(page, "Sign in")).toBe(422);
      await isWrong(page, "password", "The address or the password is wrong. Check both and try again");
      await expect(page.getByLabel("Email address")).toHaveValue(address);
      await expect(page.getByLabel("Password")).toHaveValue("");
    }
  });

  test("joining with an address that has an account says the same, and mails a hint", async ({ page, server }) => {
    await page.goto(`${drumlin.home}/join`);
    await fillJoin(page, { name: "Hamish again", address: "hamish@drumlin.example" });
    await page.getByRole("button", { name: "Join" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
    const mail = await mailTo(server, "hamish@drumlin.example", /You have an account already/);
    expect(mail.text).toContain(`${server.url}${drumlin.home}/sign-in`);
  });

  test("posting twice in a breath is asked to wait, and the text stays", async ({ page, server }) => {
    await page.goto(`${drumlin.home}/t/9`);
    await page.getByLabel("Your reply").fill("The first of two.");
    await page.getByRole("button", { name: "Post the reply" }).click();
    await page.getByRole("link", { name: "Join Drumlin" }).click();
    await joinHere(page, server, stranger("Gil"));
    await expect(page.getByText("The first of two.")).toBeVisible();
    await page.getByLabel("Your reply").fill("The second, “at once”.");
    expect(await send(page, "Post the reply")).toBe(429);
    await expect(page.locator("#reply-error")).toContainText("You are posting quickly");
    await expect(page.getByLabel("Your reply")).toHaveValue("The second, “at once”.");
  });
});

test.describe("in French", () => {
  test.use({ locale: french.locale });

  test("chosen in the foot of an English brand, a topic that is too short comes back whole", async ({ someone }) => {
    const reader = await someone({ locale: "en-GB" });
    await reader.goto(`${drumlin.home}/new`);
    await reader.getByRole("button", { name: "Français" }).click();
    await expect(reader).toHaveURL(/\/b\/drumlin\/new$/);
    await expect(reader.locator("html")).toHaveAttribute("lang", "fr");
    await topicComesBack(reader, drumlin, french);
  });

  test("a visitor's topic that is too short comes back whole", async ({ page }) => {
    await topicComesBack(page, orsel, french);
  });

  test("a member's topic that is too short comes back whole", async ({ someone, signedIn }) => {
    await topicComesBack(await someone({ state: await signedIn(orsel) }), orsel, french);
  });

  test("a reply of one letter comes back with its message", async ({ page }) => {
    await replyComesBack(page, orsel, french);
  });

  test("an empty join form names every field", async ({ page }) => {
    await page.goto(`${orsel.home}/join`);
    expect(await send(page, "Devenir membre")).toBe(422);
    await expect(page.getByRole("alert").getByRole("heading", { name: "4 choses à revoir" })).toBeVisible();
    await isWrong(page, "name", "Dites-nous comment vous appeler");
    await isWrong(page, "address", "Entrez votre adresse de courriel");
    await isWrong(page, "password", "Entrez un mot de passe");
    await isWrong(page, "rules", "Acceptez les règles de la maison");
  });

  test("the code comes by mail in French, a wrong one is refused", async ({ page, server }) => {
    await page.goto(`${orsel.home}/join`);
    const person = stranger("Noé");
    await page.getByLabel("Votre nom").fill(person.name);
    await page.getByLabel("Adresse de courriel").fill(person.address);
    await page.getByLabel("Mot de passe").fill("quatre mots bien à moi");
    await page.getByLabel(/J’ai lu les règles/).check();
    await page.getByRole("button", { name: "Devenir membre", exact: true }).click();
    const mail = await mailTo(server, person.address);
    const code = await codeTo(server, person.address);
    expect(mail.subject).toMatch(sentence(`${code} : votre code pour Orsel`));
    expect(mail.text).toContain("Bonjour,");
    await page.getByLabel("Code").fill("000 00");
    expect(await send(page, "Confirmer")).toBe(422);
    await isWrong(page, "code", "Entrez les six chiffres du code");
    await page.getByLabel("Code").fill(code);
    await page.getByRole("button", { name: "Confirmer" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Bienvenue chez Orsel" })).toBeVisible();
  });

  test("a wrong password is refused", async ({ page }) => {
    await page.goto(`${orsel.home}/sign-in`);
    await page.getByLabel("Adresse de courriel").fill("kevin@orsel.example");
    await page.getByLabel("Mot de passe").fill("pas le bon du tout");
    expect(await send(page, "Se connecter")).toBe(422);
    await isWrong(page, "password", "L’adresse ou le mot de passe est faux. Vérifiez les deux et réessayez");
  });
});

test.describe("an address where nothing is", () => {
  for (const path of ["/b/drumlin/t/999999", "/b/drumlin/nothing", "/b/drumlin/nothing/at/all", "/b/nobody/topics", "/nothing"]) {
    test(`${path} offers a way on`, async ({ page }) => {
      const answer = page.waitForResponse(`**${path}`);
      await page.goto(path).catch(() => undefined); // an empty answer is an error of the browser's
      expect((await answer).status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1, name: "There is nothing here" })).toBeVisible();
      await page.getByRole("link", { name: /To the conversations|See the brands/ }).click();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("heading", { name: "There is nothing here" })).toHaveCount(0);
    });
  }

  test("a brand's address without its last slash leads to the brand", async ({ page }) => {
    await page.goto("/b/drumlin").catch(() => undefined);
    await expect(page).toHaveURL(/\/b\/drumlin\/$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});

test.describe("where the browser speaks neither", () => {
  test.use({ locale: "de-DE" });

  test("a brand speaks its first language", async ({ page }) => {
    await page.goto(`${orsel.home}/topics`);
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await page.goto(`${drumlin.home}/topics`);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });
});

async function replyComesBack(page: Page, brand: Brand, words: Words): Promise<void> {
  await page.goto(brand.topic);
  await page.getByLabel(words.reply).fill("é");
  expect(await send(page, words.replyPost)).toBe(422);
  await expect(page.locator("#reply-error")).toHaveText(words.replyShort);
  const field = page.getByLabel(words.reply);
  await expect(field).toHaveValue("é");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(sentence(words.replyShort));
}
