/** Every page, both brands, visitor and member, light and dark, phone and desktop: axe finds nothing, nothing is wider than the screen. */

import { AxeBuilder } from "@axe-core/playwright";
import { brands, drumlin, orsel, type Brand } from "./support/brands";
import { expect, test, type Page } from "./support/test";

const looks = [
  { width: 360, height: 800, colorScheme: "light" },
  { width: 360, height: 800, colorScheme: "dark" },
  { width: 1440, height: 900, colorScheme: "light" },
  { width: 1440, height: 900, colorScheme: "dark" },
] as const;

/** How to come to a page. */
type Way = (page: Page, brand: Brand) => Promise<unknown>;

const at =
  (address: (brand: Brand) => string): Way =>
  (page, brand) =>
    page.goto(address(brand));

const everybody: Record<string, Way> = {
  "the brand's home": at(({ home }) => `${home}/`),
  "the topics, trending": at(({ home }) => `${home}/topics`),
  "the topics, newest": at(({ home }) => `${home}/topics?sort=newest`),
  "the topics, most voted": at(({ home }) => `${home}/topics?sort=most_voted`),
  "a filter that finds nothing": at(({ empty }) => empty),
  "a topic with an answer and replies": at(({ topic }) => topic),
  "a topic, answering a reply": async (page, brand) => {
    await page.goto(brand.topic);
    await page.locator(".post .deeds a").first().click();
  },
  "a topic with a preview": async (page, brand) => {
    await page.goto(brand.topic);
    await page.locator("#reply").fill("# One\n\n- **two**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nlong code\n```");
    await page.locator(".answering button[value=preview]").click();
    await expect(page.locator(".preview")).toBeVisible();
  },
  "a topic whose reply came back": async (page, brand) => {
    await page.goto(brand.topic);
    await page.locator("#reply").fill("é");
    await page.locator(".answering .form-end button").click();
    await expect(page.locator("#reply-error")).toBeVisible();
  },
  "the form for something new": at(({ home }) => `${home}/new`),
  "the form that came back": async (page, brand) => {
    await page.goto(`${brand.home}/new`);
    await page.locator(".saying .form-end button").click();
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "the house rules": at(({ home }) => `${home}/rules`),
  "an invitation that no longer holds": at(({ home }) => `${home}/invitation/none`),
  "somebody's profile": at(({ home }) => `${home}/people/1`),
  "an address where nothing is": at(({ home }) => `${home}/t/999999`),
};

const visitors: Record<string, Way> = {
  "the operator's door": at(() => "/operator/sign-in"),
  "the door": at(({ home }) => `${home}/sign-in`),
  "the door that came back": async (page, brand) => {
    await page.goto(`${brand.home}/sign-in`);
    await page.locator(".door .form-end button").click();
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "the door with a vote that waits": async (page, brand) => {
    await page.goto(`${brand.home}/topics`);
    await page.locator(".vote button").first().click();
    await expect(page.locator(".kept")).toBeVisible();
  },
  "signing in with a code": at(({ home }) => `${home}/sign-in/code`),
  "a forgotten password": at(({ home }) => `${home}/password`),
  "a link that is over": at(({ home }) => `${home}/password/none`),
  "joining": at(({ home }) => `${home}/join`),
  "joining that came back": async (page, brand) => {
    await page.goto(`${brand.home}/join`);
    await page.locator(".door .form-end button").click();
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "the code": async (page, brand) => {
    await page.goto(`${brand.home}/join`);
    await page.locator("#name").fill("Axe");
    await page.locator("#address").fill("axe@example.org");
    await page.locator("#password").fill("four words of my own");
    await page.locator("#rules").check();
    await page.locator(".door .form-end button").click();
    await expect(page.locator("#code")).toBeVisible();
  },
};

const members: Record<string, Way> = {
  "the account": at(({ home }) => `${home}/account`),
  "signing in, in the account": at(({ home }) => `${home}/account/security`),
  "that page when it came back": async (page, brand) => {
    await page.goto(`${brand.home}/account/security`);
    await page.locator(".room form .button.primary").first().click();
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "the second factor": at(({ home }) => `${home}/account/second-factor`),
  "the account's profile": at(({ home }) => `${home}/account/profile`),
  "the account's profile that came back": async (page, brand) => {
    await page.goto(`${brand.home}/account/profile`);
    await page.locator("#handle").fill("é");
  "the account's data": at(({ home }) => `${home}/account/data`),
  "the page before leaving": at(({ home }) => `${home}/account/leave`),
  "the page before erasing": at(({ home }) => `${home}/account/erase`),
  "the list with a vote of theirs": async (page, brand) => {
    await page.goto(`${brand.home}/topics`);
    await expect(page.locator("html")).toHaveAttribute("data-ready", "");
    const vote = page.locator(".vote button[aria-pressed=false]").first();
    const arrived = page.waitForResponse("**/fn/vote");
    await vote.click();
    await arrived;
  },
  "the open menu": async (page, brand) => {
    await page.goto(`${brand.home}/topics`);
    await page.locator(".menu > summary").click();
  },
};

/** What axe and the ruler have to say of a page in every look. */
async function complaints(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const { width, height, colorScheme } of looks) {
    const look = `${width} ${colorScheme}`;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).options({ reporter: "v2" }).analyze();
    for (const { id, help, nodes } of violations) {
      const where = nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.failureSummary?.replace(/\s+/g, " ").slice(0, 200)}`);
      found.push(`${look}: ${id} (${help}), ${nodes.length}×: ${where.join(" | ")}`);
    }
    const content = await page.evaluate(() => document.documentElement.scrollWidth);
    if (content > width) found.push(`${look}: the page is ${content} px wide`);
  }
  return found;
}

test.setTimeout(120_000);

test("the installation's front page", async ({ page }) => {
  await page.goto("/");
  expect(await complaints(page)).toEqual([]);
});

for (const brand of brands) {
  test.describe(brand.name, () => {
    test.use({ locale: brand.locale });

    for (const [name, way] of Object.entries({ ...everybody, ...visitors })) {
      test(`${name}, for a visitor`, async ({ page }) => {
        await way(page, brand);
        expect(await complaints(page)).toEqual([]);
      });
    }

    for (const [name, way] of Object.entries({ ...everybody, ...members })) {
      test(`${name}, for a member`, async ({ someone, signedIn, awake }) => {
        const page = await someone({ state: await signedIn(brand) });
        await way(page, brand);
        await awake(page);
        expect(await complaints(page)).toEqual([]);
      });
    }
  });
}

test.describe("the keyboard alone", () => {
  /** Presses Tab until the element that has the focus fits; every stop on the way must be seen. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let presses = 0; presses < 100; presses += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate((wanted) => {
        const element = document.activeElement as HTMLElement;
        const box = element.getBoundingClientRect();
        const outlined = [element, element.closest("label"), element.closest("li")].some((candidate) => {
          const style = candidate && getComputedStyle(candidate);
          return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        });
        return {
          found: element.matches(wanted),
          what: element.outerHTML.slice(0, 120),
          seen: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < window.innerHeight,
          outlined,
        };
      }, selector);
      expect(stop.seen, `can be seen: ${stop.what}`).toBe(true);
      expect(stop.outlined, `shows that it has the focus: ${stop.what}`).toBe(true);
      if (stop.found) return;
    }
    throw new Error(`Tab does not lead to ${selector}`);
  }

  test("jumps over the mast", async ({ page }) => {
    await page.goto(`${drumlin.home}/topics`);
    await tabTo(page, ".skip");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#content$/);
    await tabTo(page, "#content *");
  });

  test("votes, opens the menu and signs out", async ({ someone, signedIn, awake }) => {
    const page = await someone({ state: await signedIn(orsel, "fatou@orsel.example"), locale: orsel.locale });
    await page.goto(`${orsel.home}/topics`);
    await awake(page);
    await tabTo(page, ".vote button");
    const vote = page.locator(".vote button:focus");
    const before = await vote.getAttribute("aria-pressed");
    const arrived = page.waitForResponse("**/fn/vote");
    await page.keyboard.press("Enter");
    expect((await arrived).status()).toBe(200);
    await expect(vote, "keeps the focus").toHaveAttribute("aria-pressed", before === "true" ? "false" : "true");

    await page.goto(`${orsel.home}/topics`);
    await awake(page);
    await tabTo(page, ".menu > summary");
    await page.keyboard.press("Enter");
    await tabTo(page, ".menu button");
    await expect(page.locator(".menu button:focus")).toHaveText("Se déconnecter");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name: "Se connecter" })).toBeVisible();
  });

  test("chooses a kind, writes and posts", async ({ someone, signedIn, awake }) => {
    const page = await someone({ state: await signedIn(drumlin, "bethan@drumlin.example") });
    await page.goto(`${drumlin.home}/new`);
    await awake(page);
    await tabTo(page, "input[name=kind]");
    await page.keyboard.press("ArrowDown");
    await tabTo(page, "#title");
    await page.keyboard.type("Typed from end to end without a mouse");
    await tabTo(page, "#body");
    await page.keyboard.type("It works, or nobody would be reading this.");
    await tabTo(page, "#board");
    await page.keyboard.type("Tents");
    await tabTo(page, ".form-end button");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Typed from end to end without a mouse" })).toBeVisible();
    await expect(page.locator(".opening .facts")).toContainText("Problem");
  });
});
