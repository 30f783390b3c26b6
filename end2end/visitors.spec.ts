/** A page keeps to itself: a visitor's loads no script and sets no cookie, nobody's asks another origin or breaks the policy. */

import { brands, drumlin, type Brand } from "./support/brands";
import { expect, test, type Page } from "./support/test";

/** What a page does while it is looked at. */
interface Conduct {
  requests: { url: string; type: string }[];
  /** Errors and warnings of the console, of scripts and of the policy. */
  complaints: string[];
}

function watch(page: Page): Conduct {
  const conduct: Conduct = { requests: [], complaints: [] };
  page.on("request", (request) => conduct.requests.push({ url: request.url(), type: request.resourceType() }));
  page.on("requestfailed", (request) => conduct.complaints.push(`${request.url()} failed: ${request.failure()?.errorText}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) conduct.complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => conduct.complaints.push(`${page.url()}: ${error}`));
  return conduct;
}

const visited = (brand: Brand) => [
  `${brand.home}/`,
  `${brand.home}/topics`,
  `${brand.home}/topics?sort=newest`,
  brand.empty,
  brand.topic,
  `${brand.home}/rules`,
  `${brand.home}/new`,
  `${brand.home}/join`,
  `${brand.home}/sign-in`,
];

/** The directives of a policy, each with its sources. */
function directives(policy: string): Map<string, string[]> {
  const parts = policy.split(";").map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name, ...sources]) => [name ?? "", sources]));
}

for (const brand of brands) {
  test(`a visitor of ${brand.name} gets no script, no cookie and nothing from elsewhere`, async ({ page, context, baseURL }) => {
    const conduct = watch(page);
    for (const path of ["/", ...visited(brand)]) {
      const answer = await page.goto(path, { waitUntil: "networkidle" });
      expect(answer?.status(), path).toBe(200);
      expect(await answer?.headerValue("set-cookie"), `${path} sets no cookie`).toBeNull();
      await expect(page.locator("script, [style], link[rel=modulepreload], leptos-island"), path).toHaveCount(0);
    }
    expect(conduct.requests.length).toBeGreaterThan(20);
    expect(conduct.requests.filter(({ url }) => new URL(url).origin !== baseURL)).toEqual([]);
    expect(conduct.requests.filter(({ url, type }) => type === "script" || /\.(wasm|m?js)\b/.test(url))).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(conduct.complaints).toEqual([]);
  });

  test(`a member of ${brand.name} gets scripts from /assets only, and they work without a complaint`, async ({ someone, signedIn, awake, baseURL }) => {
    const page = await someone({ state: await signedIn(brand), locale: brand.locale });
    const conduct = watch(page);
    for (const path of [...visited(brand).filter((path) => !/join|sign-in/.test(path)), `${brand.home}/account`]) {
      await page.goto(path, { waitUntil: "networkidle" });
      await awake(page);
      for (const source of await page.locator("script").evaluateAll((all) => all.map((script) => script.getAttribute("src")))) {
        expect(source, `${path}: no script stands in the page`).toMatch(/^\/assets\//);
      }
    }
    const scripts = conduct.requests.filter(({ url, type }) => type === "script" || /\.(wasm|m?js)\b/.test(url));
    expect(scripts.filter(({ url }) => url.endsWith(".wasm")).length).toBeGreaterThan(0);
    expect(scripts.filter(({ url }) => !url.startsWith(`${baseURL}/assets/`))).toEqual([]);
    expect(conduct.requests.filter(({ url }) => new URL(url).origin !== baseURL)).toEqual([]);

    await page.goto(`${brand.home}/topics?sort=newest`);
    await awake(page);
    const vote = page.locator(".vote button").first();
    const before = await vote.getAttribute("aria-pressed");
    const arrived = page.waitForResponse("**/fn/vote");
    await vote.click();
    expect((await arrived).status()).toBe(200);
    await expect(vote).toHaveAttribute("aria-pressed", before === "true" ? "false" : "true");
    expect(conduct.complaints).toEqual([]);
  });
}

test("the policy allows our own files and nothing else, on every kind of answer", async ({ page, request }) => {
  await page.goto(`${drumlin.home}/topics`);
  const style = await page.locator('link[rel="stylesheet"]').first().getAttribute("href");
  for (const path of ["/", `${drumlin.home}/topics`, `${drumlin.home}/nothing`, "/nothing", "/health/live", style!]) {
    const answer = await request.get(path);
    const policy = directives(answer.headers()["content-security-policy"] ?? "");
    expect(policy.get("default-src"), path).toEqual(["'none'"]);
    const isPage = answer.headers()["content-type"]?.startsWith("text/html") ?? false;
    expect(isPage, path).toBe(!["/health/live", style].includes(path));
    // What is no page loads nothing at all.
    expect(policy.get("script-src"), path).toEqual(isPage ? ["'self'", "'wasm-unsafe-eval'"] : undefined);
    expect(policy.get("style-src"), path).toEqual(isPage ? ["'self'"] : undefined);
    expect(policy.get("base-uri"), path).toEqual(isPage ? ["'none'"] : undefined);
    expect(policy.get("form-action"), path).toEqual(isPage ? ["'self'"] : undefined);
    expect(policy.get("frame-ancestors"), path).toEqual(["'none'"]);
    const sources = [...policy.values()].flat();
    expect(sources.filter((source) => /unsafe-inline|'unsafe-eval'|\*|https?:/.test(source)), path).toEqual([]);
    expect(answer.headers()["x-content-type-options"], path).toBe("nosniff");
  }
});

test("the policy holds: an inline script and an inline style do nothing", async ({ page }) => {
  await page.goto(`${drumlin.home}/topics`);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.documentElement.dataset.ran = 'yes'";
    document.head.append(script);
    document.body.setAttribute("style", "color: rgb(1, 2, 3)");
    return { script: document.documentElement.dataset.ran, colour: getComputedStyle(document.body).color };
  });
  expect(ran.script).toBeUndefined();
  expect(ran.colour).not.toBe("rgb(1, 2, 3)");
});

test("a cookie of a session is for this host, for the server only, and not for other sites", async ({ signedIn }) => {
  const { cookies } = await signedIn(drumlin);
  const session = cookies.find((cookie) => cookie.name === "parvis");
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/", domain: "127.0.0.1" });
});
