import { defineConfig } from "@playwright/test";
import { existsSync } from "node:fs";

/** The machine's Chromium where there is one; else Playwright looks for its own. */
const chromium = process.env.PARVIS_CHROMIUM ?? "/usr/bin/chromium";

export default defineConfig({
  testDir: ".",
  outputDir: "test-results",
  // Each worker has a server and a database of its own, so that any test may run beside any other.
  fullyParallel: true,
  workers: Number(process.env.PARVIS_WORKERS ?? 2),
  retries: 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  expect: { timeout: 10_000 },
  use: {
    locale: "en-GB",
    timezoneId: "Europe/London",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: existsSync(chromium) ? chromium : undefined,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "script", grepInvert: /@hand/ },
    { name: "no-script", grepInvert: /@finger/, use: { javaScriptEnabled: false }, testMatch: ["journey.spec.ts", "kept.spec.ts", "errors.spec.ts", "brands.spec.ts", "answers.spec.ts", "composer.spec.ts", "delivered.spec.ts", "lists.spec.ts", "moderation.spec.ts", "notices.spec.ts"] },
  ],
});
