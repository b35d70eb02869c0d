import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

/** `npm run screenshots`: the pictures of the README, from a restore that really happened. */
export default defineConfig({
  ...journeys,
  testDir: "screenshots",
  workers: 1,
  projects: [{ name: "screenshots" }],
});
