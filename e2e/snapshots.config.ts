import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

/**
 * `npm run snapshots`: are the main pages drawn as they were? Apart from the journeys, because another machine's fonts
 * draw other pictures: these are of Debian 12 with its DejaVu and Liberation fonts.
 */
export default defineConfig({
  ...journeys,
  testDir: "snapshots",
  workers: 1,
  projects: [{ name: "snapshots" }],
  snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}",
  expect: { ...journeys.expect, toHaveScreenshot: { maxDiffPixelRatio: 0.002, animations: "disabled" } },
});
