/** Every page, both brands and so both languages, everybody who may see it, light and dark, phone and desktop: axe finds nothing, nothing is
 * wider than the screen. */

import { AxeBuilder } from "@axe-core/playwright";
import { brands, drumlin, OPERATOR, orsel, PASSWORD, type Brand } from "./support/brands";
import { codeTo, linkTo } from "./support/mail";
import type { Server } from "./support/server";
import { authenticatorOn, CHOSEN, expect, test, type Page } from "./support/test";

const everyLook = [
  { width: 360, height: 800, colorScheme: "light" },
  { width: 360, height: 800, colorScheme: "dark" },
  { width: 1440, height: 900, colorScheme: "light" },
  { width: 1440, height: 900, colorScheme: "dark" },
] as const;

/** For pages that share a frame which is looked at in full elsewhere: what colours do differs by scheme, what the layout does by width, so that
 * each of the two is seen once both ways. */
const twoLooks = [everyLook[1], everyLook[2]];

/** How to come to a page. */
type Way = (page: Page, brand: Brand, server: Server) => Promise<unknown>;
type Ways = Record<string, Way>;

const at =
  (address: (brand: Brand) => string): Way =>
  (page, brand) =>
    page.goto(address(brand));

/** A page of the space by its path. */
const inside = (path: string): Way => at(({ home }) => `${home}${path}`);

/** A form that is sent and comes back with its mistakes. */
const wrong =
  (path: string, button: string, fill?: (page: Page) => Promise<unknown>): Way =>
  async (page, brand) => {
    await page.goto(`${brand.home}${path}`);
    await fill?.(page);
    await page.locator(button).first().click();
    await expect(page.locator(".errors")).toBeVisible();
  };

const everybody: Ways = {
  "the brand's home": at(({ home }) => `${home}/`),
  "the topics, trending": at(({ home }) => `${home}/topics`),
  "the topics, newest": at(({ home }) => `${home}/topics?sort=newest`),
  "the topics, most voted": at(({ home }) => `${home}/topics?sort=most_voted`),
  "the topics, recently answered": at(({ home }) => `${home}/topics?sort=answered`),
  "the topics, unanswered": at(({ home }) => `${home}/topics?sort=unanswered`),
  "the products": inside("/products"),
  "the reasons of voters": inside("/t/1/reasons"),
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
  "an invitation that is over": inside("/invitation/none"),
  "less mail": inside("/unsubscribe/none?topic=1"),
  "somebody's profile": inside("/people/1"),
  "the profile of one of the team": inside("/people/3"),
  "an address where nothing is": at(({ home }) => `${home}/t/999999`),
};

const visitors: Ways = {
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
  "signing in with a code": inside("/sign-in/code"),
  "the code that was mailed": async (page, brand) => {
    await page.goto(`${brand.home}/sign-in/code`);
    await page.locator("#address").fill(brand.member);
    await page.locator(".door .form-end button").click();
    await expect(page.locator("#code")).toBeVisible();
  },
  "a forgotten password": at(({ home }) => `${home}/password`),
  "a link for a password that is over": inside("/password/none"),
  "a link for a new password": async (page, brand, server) => {
    const address = PEOPLE[brand.slug]!.forgetful;
    await page.goto(`${brand.home}/password`);
    await page.locator("#address").fill(address);
    await page.locator(".door .form-end button").click();
    await expect(page.locator("#address")).toHaveCount(0);
    await page.goto(await linkTo(server, address));
    await expect(page.locator("#password")).toBeVisible();
  },
  "a link for joining that is over": inside("/confirm/none"),
  "that an account is erased": inside("/erased"),
  "joining": at(({ home }) => `${home}/join`),
  "joining that came back": async (page, brand) => {
    await page.goto(`${brand.home}/join`);
    await page.locator(".door .form-end button").click();
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "the code": async (page, brand) => {
    await page.goto(`${brand.home}/join`);
    await page.locator("#name").fill("Axe");
    await page.locator("#address").fill(`axe.${brand.slug}@example.org`);
    await page.locator("#password").fill("four words of my own");
    await page.locator("#rules").check();
    await page.locator(".door .form-end button").click();
    await expect(page.locator("#code")).toBeVisible();
  },
  "the link in the same mail": async (page, brand, server) => {
    await page.goto(await linkTo(server, `axe.${brand.slug}@example.org`, /code/));
    await expect(page.locator(".door .form-end button")).toBeVisible();
  },
};

/** A member's own pages. */
const members: Ways = {
  "all of one's own": inside("/me"),
  "one's own votes": inside("/me?part=votes"),
  "only what one follows": inside("/topics?mine=1"),
  "a reason that came back": async (page, brand) => {
    await page.goto(`${brand.home}/topics?mine=1&sort=newest`);
    const voted = page.locator('.topic-row:has([aria-pressed="true"]) .title a').first();
    await voted.click();
    await page.locator("#reason").fill("x".repeat(201));
    await page.locator("#why button").click();
    await expect(page.locator("#reason-error")).toBeVisible();
  },
  "notifications": inside("/notifications"),
  "the account": inside("/account"),
  "the profile": inside("/account/profile"),
  "the profile that came back": wrong("/account/profile", ".room form .button.primary", (page) => page.locator("#handle").fill("é")),
  "a picture that was none": wrong("/account/profile", "form[action$='/picture'] .button"),
  "signing in, in the account": inside("/account/security"),
  "a password that came back": wrong("/account/security", ".room form .button.primary"),
  "an address that came back": wrong("/account/security", ".room form:has(#proof) .button"),
  "the second step, off": inside("/account/second-factor"),
  "the second step that came back": wrong("/account/second-factor", ".room form .button.primary"),
  "the account's data": inside("/account/data"),
  "the page before leaving": inside("/account/leave"),
  "the page before erasing": inside("/account/erase"),
  "erasing that came back": wrong("/account/erase", ".room form .button.danger"),
  "a page that is for administrators": inside("/settings/brand"),
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

/** The brand's settings. */
const admins: Ways = {
  "who voted": inside("/t/1/votes"),
  "the tags of a topic": inside("/t/1/tags"),
  "tags that came back": wrong("/t/1/tags", ".form-end .button.primary", (page) => page.locator("#tags").fill("a, b, c, d, e, f")),
  "name and languages": inside("/settings/brand"),
  "a name that came back": wrong("/settings/brand", ".room form .button.primary", (page) => page.locator("#brand-name").fill("")),
  "the look": inside("/settings/look"),
  "a look that cannot be read": wrong("/settings/look", ".form-end .button.primary", async (page) => {
    await page.locator("#light-accent").fill("#ffff66");
    await page.locator("#dark-on-brand").fill("#888888");
  }),
  "a colour that is none": wrong("/settings/look", ".form-end .button.primary", (page) => page.locator("#light-ink").fill("red")),
  "a logo that is none": wrong("/settings/look", "form[action$='/logo'] .button.primary", (page) => page.locator("#logo").fill("a hill")),
  "rules and legal pages": inside("/settings/documents"),
  "a page that was not written": wrong("/settings/documents", "#imprint form .button"),
  "who may come in": inside("/settings/access"),
  "a domain that came back": wrong("/settings/access", "form[action$='/domains'] .button"),
  "the boards": inside("/settings/boards"),
  "a new board": inside("/settings/boards/new"),
  "a new board that came back": wrong("/settings/boards/new", ".room form .button.primary"),
  "a board": async (page, brand) => {
    await page.goto(`${brand.home}/settings/boards`);
    await page.locator(".records a").first().click();
    await expect(page.locator("#view")).toBeVisible();
  },
  "a board that would be narrower": async (page, brand) => {
    await page.goto(`${brand.home}/settings/boards`);
    await page.locator(".records a").first().click();
    for (const circle of ["#view", "#submit", "#reply", "#vote"]) await page.locator(circle).selectOption("team");
    await page.locator(".room form .button.primary").click();
    await expect(page.locator("input[name=sure]")).toHaveCount(1);
  },
  "no product yet": inside("/settings/products"),
  "a product that came back": wrong("/settings/products", ".room form .button.primary"),
  "a product": async (page, brand) => {
    await page.goto(`${brand.home}/settings/products`);
    await page.locator("#product-name").fill("Hearth");
    await page.locator(".room form .button.primary").last().click();
    await page.locator(".records a").first().click();
    await expect(page.locator(".back")).toBeVisible();
  },
  "the products": inside("/settings/products"),
  "the people": inside("/settings/people"),
  "a search that finds people": inside("/settings/people?q=a"),
  "a search that finds nobody": inside("/settings/people?q=zzzz"),
  "addresses that came back": wrong("/settings/people", ".room form .button.primary", (page) => page.locator("#addresses").fill("nobody, some one@x")),
  "an invitation that waits": async (page, brand) => {
    await page.goto(`${brand.home}/settings/people`);
    await page.locator("#addresses").fill(PEOPLE[brand.slug]!.invited);
    await page.locator("[name=role][value=moderator]").check();
    await page.locator(".room form .button.primary").click();
    await expect(page.locator("#invitations .records")).toBeVisible();
  },
  "removing a spammer": inside("/people/1/remove"),
  "a person": inside("/settings/people/4"),
  "that somebody will be an administrator": async (page, brand) => {
    await page.goto(`${brand.home}/settings/people/4`);
    await page.locator("[name=role][value=admin]").check();
    await page.locator(".room form .button.primary").click();
    await expect(page.locator("input[name=sure]")).toHaveCount(1);
  },
  "handing the space on": async (page, brand) => {
    await page.goto(`${brand.home}/settings/people/4/owner`);
    await expect(page.locator(".button.danger")).toBeVisible();
  },
  "the log": inside("/settings/log"),
  "export and closing": inside("/settings/end"),
  "closing that came back": wrong("/settings/end", ".danger form .button"),
  "the open menu": async (page, brand) => {
    await page.goto(`${brand.home}/topics`);
    await page.locator(".menu > summary").click();
  },
};

/** People of the demo, and an address that is invited. Whoever is changed here is named in no other spec: a second step ends every other sign-in, a password that is given again changes the cookie, and the specs share their server in an order
 * that nobody chooses. */
const PEOPLE: Record<string, { forgetful: string; secured: string; admin: string; invited: string }> = {
  drumlin: { forgetful: "bethan@drumlin.example", secured: "joan@drumlin.example", admin: "obi@drumlin.example", invited: "guest.drumlin@example.org" },
  orsel: { forgetful: "fatou@orsel.example", secured: "luc@orsel.example", admin: "agnes@orsel.example", invited: "guest.orsel@example.org" },
};

/** What axe and the ruler have to say of a page in some looks. */
async function complaints(page: Page, looks: readonly (typeof everyLook)[number][] = everyLook): Promise<string[]> {
  const found: string[] = [];
  for (const { width, height, colorScheme } of looks) {
    const look = `${width} ${colorScheme}`;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // A look that cannot be read is shown as it is: the page beside it says so.
    const axe = new AxeBuilder({ page }).options({ reporter: "v2" }).exclude("main:has(.colour.wrong) .wearing");
    const { violations } = await axe.analyze();
    for (const { id, help, nodes } of violations) {
      const where = nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.failureSummary?.replace(/\s+/g, " ").slice(0, 200)}`);
      found.push(`${look}: ${id} (${help}), ${nodes.length}×: ${where.join(" | ")}`);
    }
    const content = await page.evaluate(() => document.documentElement.scrollWidth);
    if (content > width) found.push(`${look}: the page is ${content} px wide`);
  }
  return found;
}

/** Goes to one page after the other and says everything that is found on each; all of it, so that one run shows all. */
async function walk(page: Page, brand: Brand, server: Server, ways: Ways): Promise<void> {
  for (const [name, way] of Object.entries(ways)) {
    await test.step(name, async () => {
      await way(page, brand, server);
      expect.soft(await complaints(page, twoLooks), name).toEqual([]);
    });
  }
}

/** Ways in a few heaps, so that they share the workers and a test stays short. */
function heaps(ways: Ways, size: number): [string, Ways][] {
  const entries = Object.entries(ways);
  const firsts = entries.map((_, i) => i).filter((i) => i % size === 0);
  return firsts.map((first) => {
    const heap = entries.slice(first, first + size);
    return [`${heap[0]![0]} to ${heap.at(-1)![0]}`, Object.fromEntries(heap)];
  });
}

test.setTimeout(180_000);

test("the installation's front page", async ({ page }) => {
  await page.goto("/");
  expect(await complaints(page)).toEqual([]);
});

for (const brand of brands) {
  test.describe(brand.name, () => {
    test.use({ locale: brand.locale });

    for (const [name, way] of Object.entries({ ...everybody })) {
      test(`${name}, for a visitor`, async ({ page, server }) => {
        await way(page, brand, server);
        expect(await complaints(page)).toEqual([]);
      });

      test(`${name}, for a member`, async ({ someone, signedIn, awake, server }) => {
        const page = await someone({ state: await signedIn(brand) });
        await way(page, brand, server);
        await awake(page);
        expect(await complaints(page)).toEqual([]);
      });
    }

    // Each of these is alone in its browser: at the door, one page changes what the next one is.
    for (const [heap, ways] of heaps(visitors, 5)) {
      test(`the door, ${heap}`, async ({ someone, server }) => {
        for (const [name, way] of Object.entries(ways)) {
          await walk(await someone(), brand, server, { [name]: way });
        }
      });
    }

    for (const [heap, ways] of heaps(members, 6)) {
      test(`a member's own, ${heap}`, async ({ someone, signedIn, server }) => {
        await walk(await someone({ state: await signedIn(brand) }), brand, server, ways);
      });
    }

    for (const [heap, ways] of heaps(admins, 8)) {
      test(`the settings, ${heap}`, async ({ someone, signedIn, server }) => {
        await walk(await someone({ state: await signedIn(brand, PEOPLE[brand.slug]!.admin) }), brand, server, ways);
      });
    }

    test("an invitation, for whoever opens it", async ({ someone, signedIn, server }) => {
      const { admin, invited } = PEOPLE[brand.slug]!;
      const host = await someone({ state: await signedIn(brand, admin) });
      await admins["an invitation that waits"]!(host, brand, server);
      const link = await linkTo(server, invited);
      const open: Way = (page) => page.goto(link);
      await walk(await someone(), brand, server, { "for the person who was invited": open });
      await walk(await someone({ state: await signedIn(brand) }), brand, server, { "for somebody else": open });
    });

    test("the second step, from setting it up to coming in by it", async ({ someone, signedIn, server }) => {
      const { secured } = PEOPLE[brand.slug]!;
      const page = await someone({ state: await signedIn(brand, secured) });
      let code = () => "";
      await walk(page, brand, server, {
        "the code for a new address": async () => {
          await page.goto(`${brand.home}/account/security`);
          await page.locator("#proof").fill(PASSWORD);
          await page.locator("#address").fill(`another.${brand.slug}@example.org`);
          await page.locator(".room form:has(#proof) .button").click();
          await expect(page.locator("#code")).toBeVisible();
        },
        "the picture and the key": async () => {
          await page.goto(`${brand.home}/account/second-factor`);
          await page.locator("#current").fill(PASSWORD);
          await page.locator(".room form .button.primary").click();
          code = await authenticatorOn(page);
        },
        "a first code that came back": async () => {
          await page.locator("#code").fill("12");
          await page.locator(".room form .button.primary").click();
          await expect(page.locator(".errors")).toBeVisible();
        },
        "the recovery codes": async () => {
          await page.locator("#code").fill(code());
          await page.locator(".room form .button.primary").click();
          await expect(page.locator(".codes")).toBeVisible();
        },
        "the second step, on": inside("/account/second-factor"),
        "new codes that came back": wrong("/account/second-factor", ".room form .button"),
        "a password that came back": wrong("/account/security", ".room form .button.primary"),
      });
      const door = await someone();
      await walk(door, brand, server, {
        "the second step at the door": async () => {
          await door.goto(`${brand.home}/sign-in`);
          await door.locator("#address").fill(secured);
          await door.locator("#password").fill(PASSWORD);
          await door.locator(".door .form-end button").click();
          await expect(door.locator("#code")).toBeVisible();
        },
        "that came back": wrong("/second-factor", ".door .form-end button"),
        "with a recovery code": inside("/second-factor?with=recovery"),
      });
    });

    // A space of its own, because what happens to it is seen on every page of it.
    test("a brand that is new, changes its rules, and closes", async ({ someone, server }) => {
      const slug = `axe-${brand.slug}`;
      const space: Brand = { ...brand, slug, home: `/b/${slug}` };
      const keeper = `keeper.${slug}@example.org`;
      await makeBrand(await someone(), space, keeper);
      const page = await someone();
      const visitor = await someone();
      await walk(visitor, space, server, { "a brand that is not open yet": inside("/topics") });
      await comeIn(page, space, server, keeper);
      await walk(page, space, server, {
        "an empty home": inside("/"),
        "no conversation yet": inside("/topics"),
        "nothing in the log but the beginning": inside("/settings/log"),
        "all four pages published": async () => {
          for (const kind of ["rules", "terms", "privacy", "imprint"]) {
            await page.goto(`${space.home}/settings/documents`);
            await page.locator(`#${kind} textarea`).first().fill("What holds here, in so many words.");
            await page.locator(`#${kind} form .button`).first().click();
            await expect(page.locator(".notice").first()).toBeVisible();
          }
        },
        "the bar of accepted rules": inside("/"),
        "the rules with their version": inside("/rules"),
        "an earlier version": inside("/rules?version=1"),
        "the imprint": inside("/imprint"),
        "a space that is closing": async () => {
          await page.goto(`${space.home}/settings/end`);
          await page.locator("#slug").fill(slug);
          await page.locator("#current").fill(CHOSEN);
          await page.locator(".danger form .button").click();
          await expect(page.locator(".notice.wait")).toBeVisible();
        },
      });
      await walk(visitor, space, server, { "a brand that is closing": inside("/topics") });
    });

    test("the operator's desk", async ({ someone, server }) => {
      const visitor = await someone();
      await walk(visitor, brand, server, {
        "the operator's door": at(() => "/operator/sign-in"),
        "the operator's door that came back": async () => {
          await visitor.locator(".door .form-end button").click();
          await expect(visitor.locator(".errors")).toBeVisible();
        },
      });
      const page = await someone();
      await page.context().addCookies([{ name: "language", value: brand.locale.slice(0, 2), url: server.url }]);
      await atDesk(page);
      await walk(page, brand, server, {
        "the brands": at(() => "/operator"),
        "a new brand": at(() => "/operator/brands/new"),
        "a new brand that came back": async () => {
          await page.locator("#slug").fill("X y");
          await page.locator(".room form .button.primary").click();
          await expect(page.locator(".errors")).toBeVisible();
        },
        "a brand": at(({ slug }) => `/operator/brands/${slug}`),
        "a host name that came back": async () => {
          await page.locator("#host").fill("no host");
          await page.locator("form[action$='/host'] .button").click();
          await expect(page.locator(".errors")).toBeVisible();
        },
        "the accounts": at(() => "/operator/accounts"),
        "no such account": at(() => "/operator/accounts?q=zzzz"),
        "an account": async () => {
          await page.goto(`/operator/accounts?q=${PEOPLE[brand.slug]!.forgetful}`);
          await page.locator(".records a").first().click();
          await expect(page.locator("#reason")).toBeVisible();
        },
        "a block that came back": async () => {
          await page.locator("form[action$='/block'] .button").click();
          await expect(page.locator(".errors")).toBeVisible();
        },
        "the jobs": at(() => "/operator/jobs"),
        "the log": at(() => "/operator/log"),
        "the operator's menu": async () => {
          await page.goto("/operator");
          await page.locator(".menu > summary").click();
        },
      });
    });
  });
}

/** Signs in at the desk of the installation. */
async function atDesk(page: Page): Promise<void> {
  await page.goto("/operator/sign-in");
  await page.locator("#address").fill(OPERATOR);
  await page.locator("#password").fill(PASSWORD);
  await page.locator(".door .form-end button").click();
  await expect(page).toHaveURL(/\/operator$/);
}

/** A space of which `keeper` is asked to be the administrator. */
async function makeBrand(desk: Page, { slug, locale }: Brand, keeper: string): Promise<void> {
  await atDesk(desk);
  await desk.goto("/operator/brands/new");
  await desk.locator("#name").fill(slug);
  await desk.locator("#slug").fill(slug);
  await desk.locator("#languages").selectOption(locale.startsWith("fr") ? "fr,en" : "en,fr");
  await desk.locator("#address").fill(keeper);
  await desk.locator(".room form .button.primary").click();
  await expect(desk.locator(".notice")).toBeVisible();
}

/** Joins by the invitation, as far as the settings. */
async function comeIn(page: Page, { home }: Brand, server: Server, keeper: string): Promise<void> {
  await page.goto(await linkTo(server, keeper));
  await page.goto(`${home}/join`);
  await page.locator("#name").fill("Keeper");
  await page.locator("#address").fill(keeper);
  await page.locator("#password").fill(CHOSEN);
  await page.locator("#rules").check();
  await page.locator(".door .form-end button").click();
  await page.locator("#code").fill(await codeTo(server, keeper, /code/));
  await page.locator(".door .form-end button").click();
  await page.goto(`${home}/account/second-factor`);
  await page.locator("#current").fill(CHOSEN);
  await page.locator(".room form .button.primary").click();
  const code = await authenticatorOn(page);
  await page.locator("#code").fill(code());
  await page.locator(".room form .button.primary").click();
  await expect(page.locator(".codes")).toBeVisible();
}

test.describe("the keyboard alone", () => {
  /** Presses Tab until the element that has the focus fits; every stop on the way must be seen. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    await expect(page.locator(selector).first()).toBeAttached();
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

  test("unfolds the rooms of the settings on a phone and goes to another one", async ({ someone, signedIn }) => {
    const page = await someone({ state: await signedIn(drumlin, "obi@drumlin.example") });
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${drumlin.home}/settings/look`);
    await tabTo(page, ".fold > summary");
    await page.keyboard.press("Enter");
    await tabTo(page, ".rooms a[href$='/settings/boards']");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Boards" })).toBeVisible();
  });

  test("picks and types colours, sees each stop, and saves", async ({ someone, signedIn }) => {
    const page = await someone({ state: await signedIn(drumlin, "obi@drumlin.example") });
    await page.goto(`${drumlin.home}/settings/look`);
    await tabTo(page, "#light-paper-picked");
    await tabTo(page, "#dark-on-mast-action");
    await tabTo(page, "input[name=font]");
    await tabTo(page, ".form-end .button.primary");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status").filter({ hasText: "Saved." })).toBeVisible();
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
