import { defineConfig, devices } from "@playwright/test";

/** The journeys: a browser against the built program, with a real worker, PostgreSQL, repositories and S3. */
export default defineConfig({
  outputDir: "../test-results",
  globalSetup: "./global-setup.ts",
  globalTeardown: "./global-teardown.ts",
  workers: 2,
  projects: [
    // One database is restored under everybody's feet: one after the other, in the order of their names.
    { name: "journeys", testDir: "journeys", workers: 1 },
    // What only looks, once there is everything to look at.
    { name: "every-page", testDir: "every-page", fullyParallel: true, dependencies: ["journeys"] },
  ],
  forbidOnly: Boolean(process.env.CI),
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    trace: "retain-on-failure",
    video: "off",
    launchOptions: {
      executablePath: process.env.HOLDFAST_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
