/** Writing: marks, pictures, a draft that is never lost; and the same by hand, without script. */

import { drumlin } from "./support/brands";
import { file, png } from "./support/picture";
import { BY_HAND, expect, test, UNDER_THE_FINGER, type Page } from "./support/test";

const alts = (page: Page) => page.getByLabel("What does the picture show?", { exact: true }).and(page.locator("li input"));

/** Gives the text a picture as the clipboard or the mouse would. */
async function bring(page: Page, how: "paste" | "drop"): Promise<void> {
  await page.getByLabel("Tell us").evaluate(
    (area, { how, bytes }) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], "seam.png", { type: "image/png" }));
      const event =
        how === "paste"
          ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
      area.dispatchEvent(event);
    },
    { how, bytes: [...png()] },
  );
}

test("pictures are pasted, dropped and chosen, each with words, and stand under the text", UNDER_THE_FINGER, async ({ someone, signedIn, awake }) => {
  const page = await someone({ state: await signedIn(drumlin, "lucien@drumlin.example") });
  await page.goto(`${drumlin.home}/new`);
  await awake(page);
  await page.getByLabel("In one sentence").fill("A loop at the seam of the flysheet");
  await page.getByLabel("Tell us").fill("It would dry in the morning, while I make coffee.");
  await bring(page, "paste");
  await expect(alts(page)).toHaveCount(1);
  await bring(page, "drop");
  await expect(alts(page)).toHaveCount(2);
  await page.getByLabel("Pictures (optional)").setInputFiles([file("third.png"), file("fourth.png")]);
  await expect(alts(page)).toHaveCount(3);
  await page.getByRole("button", { name: "Remove the picture" }).last().click();
  await expect(alts(page)).toHaveCount(2);
  await alts(page).first().fill("The seam, with a loop drawn on it");
  await page.getByLabel("Board").selectOption("tents");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A loop at the seam of the flysheet");
  await expect(page.locator(".opening .gallery img")).toHaveCount(2);
  const shown = page.getByRole("img", { name: "The seam, with a loop drawn on it" });
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(40);
});

test("what is no picture is refused in words", UNDER_THE_FINGER, async ({ someone, signedIn, awake }) => {
  const page = await someone({ state: await signedIn(drumlin, "lucien@drumlin.example") });
  await page.goto(`${drumlin.home}/new`);
  await awake(page);
  const svg = { name: "x.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") };
  await page.getByLabel("Pictures (optional)").setInputFiles(svg);
  await expect(page.locator(".pictures .told")).toHaveText(/That is a drawing \(SVG\)/);
});

test("a draft survives reloading and a lost connection, and goes when it is posted", UNDER_THE_FINGER, async ({ someone, signedIn, awake }) => {
  const page = await someone({ state: await signedIn(drumlin, "dev@drumlin.example") });
  await page.goto(`${drumlin.home}/new`);
  await awake(page);
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/fn/draft") && answer.ok());
  await page.getByRole("radio", { name: /I have a question/ }).check();
  await page.getByLabel("In one sentence").fill("Does the small pole fit the large tent?");
  await saved;
  await page.reload();
  await expect(page.getByText(/^Your draft from \d\d:\d\d is back\./)).toBeVisible();
  await expect(page.getByLabel("In one sentence")).toHaveValue("Does the small pole fit the large tent?");
  await expect(page.getByRole("radio", { name: /I have a question/ })).toBeChecked();
  await awake(page);

  await page.context().setOffline(true);
  await page.getByLabel("Tell us").fill("I have both, and only one of them is with me on the hill.");
  await page.getByLabel("Board").selectOption("tents");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.locator(".composer .said")).toHaveText(/Your text is safe in this browser/);
  await page.context().setOffline(false);
  await page.reload();
  await expect(page.getByLabel("Tell us")).toHaveValue("I have both, and only one of them is with me on the hill.");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Does the small pole fit the large tent?");
  await page.goto(`${drumlin.home}/new`);
  await awake(page);
  await expect(page.getByLabel("In one sentence")).toHaveValue("");
  await expect(page.locator(".draft")).toHaveCount(0);
});

test("marks are set with buttons and keys, and a draft can be dropped", UNDER_THE_FINGER, async ({ someone, signedIn, awake }) => {
  const page = await someone({ state: await signedIn(drumlin, "aoife@drumlin.example") });
  await page.goto(`${drumlin.home}/new`);
  await awake(page);
  const area = page.getByLabel("Tell us");
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/fn/draft") && answer.ok());
  await area.fill("wet");
  await area.selectText();
  await page.keyboard.press("Control+b");
  await expect(area).toHaveValue("**wet**");
  await page.getByRole("button", { name: "Italic" }).click();
  await expect(area).toHaveValue("***wet***");
  await area.selectText();
  await page.getByRole("button", { name: "Quote" }).click();
  await expect(area).toHaveValue("> ***wet***");
  await saved;
  await page.reload();
  await page.getByRole("button", { name: "Start afresh" }).click();
  await expect(page.getByLabel("Tell us")).toHaveValue("");
  await expect(page.locator(".draft")).toHaveCount(0);
});

test("by hand: pictures are added, described, removed and posted, and a form that comes back keeps them", BY_HAND, async ({ someone, signedIn }) => {
  const page = await someone({ state: await signedIn(drumlin, "lucien@drumlin.example") });
  await page.goto(`${drumlin.home}/new`);
  await page.getByLabel("In one sentence").fill("Loop");
  await page.getByLabel("Tell us").fill("It would dry in the morning, while I make coffee.");
  await page.getByLabel("Board").selectOption("tents");
  await page.locator("#pictures").setInputFiles([file("one.png"), file("two.png")]);
  await page.getByRole("button", { name: "Add the pictures" }).click();
  await expect(alts(page)).toHaveCount(2);
  await alts(page).first().fill("A loop");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(alts(page).first()).toHaveValue("A loop");
  await page.getByRole("button", { name: "Remove the picture" }).last().click();
  await expect(alts(page)).toHaveCount(1);
  await page.getByLabel("In one sentence").fill("A loop to hang the flysheet by");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByRole("img", { name: "A loop" })).toBeVisible();
});

test("a problem asks what the team needs, and can be private", async ({ someone, signedIn, awake }) => {
  const page = await someone({ state: await signedIn(drumlin, "gwen@drumlin.example") });
  await page.goto(`${drumlin.home}/new`);
  await awake(page);
  await expect(page.getByLabel("Batch or serial number")).toBeHidden();
  await page.getByRole("radio", { name: /Something is wrong/ }).check();
  await page.getByLabel("How bad is it?").selectOption("dangerous");
  await page.getByLabel("Batch or serial number").fill("K-2291");
  await page.getByLabel(/Keep all of it private/).check();
  await page.getByLabel("In one sentence").fill("The buckle opened on the ridge");
  await page.getByLabel("Tell us").fill("It opened by itself, with a full load, where I could have fallen.");
  await page.getByLabel("Board").selectOption("packs");
  await page.getByRole("button", { name: "Post", exact: true }).click();
  await expect(page.getByText("Private: only you and the team can read it")).toBeVisible();
  await expect(page.locator(".details")).toContainText("K-2291");
  const other = await someone();
  await other.goto(new URL(page.url()).pathname);
  await expect(other.locator("body")).not.toContainText("buckle opened");
});
