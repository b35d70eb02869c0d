import type { BrowserContextOptions, Page } from "@playwright/test";
import { breakArchiving } from "#e2e/fixtures/broken-archiving.ts";
import { expect, test } from "#e2e/fixtures/journey.ts";
import { demoResource } from "#e2e/fixtures/journey-resource.ts";
import { tellStory } from "#e2e/fixtures/tell-story.ts";
import { untilDrawn } from "#e2e/fixtures/until-drawn.ts";
import { AlertsPage } from "#e2e/pages/alerts-page.ts";
import { zoneCookie } from "#lib/format/zone.ts";
import {
  askAgain,
  type Recording,
  readRecording,
  record,
  replay,
  writeRecording,
} from "./recorded-answers.ts";

const themes = ["light", "dark"] as const;
const desk = { viewport: { width: 1280, height: 1200 } };
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

interface Shown {
  name: string;
  path: (recording: Recording) => string;
  device: BrowserContextOptions;
}

const pages: Shown[] = [
  { name: "overview", path: () => "/", device: desk },
  { name: "resource", path: ({ resourceId }) => `/resources/${resourceId}`, device: desk },
  { name: "restore", path: ({ restoreId }) => `/restores/${restoreId}`, device: desk },
  { name: "approvals-phone", path: () => "/approvals", device: phone },
  { name: "alerts", path: () => "/alerts", device: desk },
  { name: "objectives", path: () => "/objectives", device: desk },
  { name: "schedule", path: () => "/schedule", device: desk },
  { name: "audit", path: () => "/audit", device: desk },
];

if (process.env.HOLDFAST_RECORD === "1") {
  test("record what the API says about a restore and a broken archive", async ({
    as,
    api,
    shop,
    installation,
  }) => {
    test.setTimeout(900_000);
    const resource = demoResource(installation);
    const [operator, manager] = [await api("operator"), await api("manager")];
    const story = await tellStory({ operator, manager, shop, resource });
    const repair = await breakArchiving(shop);
    try {
      const page = await as("manager", desk);
      const alerts = new AlertsPage(page);
      await alerts.open();
      await expect(alerts.alert("WAL archiving broken", resource.name)).toContainText("Critical", {
        timeout: 120_000,
      });
      const recording: Recording = {
        nowMs: Date.now(),
        resourceId: resource.id,
        restoreId: story.done.id,
        answers: {},
      };
      await page.clock.setFixedTime(recording.nowMs);
      record(page, recording);
      for (const shown of pages) {
        await page.goto(shown.path(recording));
        await settle(page);
        await askAgain(page);
        await untilQuiet(recording);
      }
      await writeRecording(recording);
    } finally {
      await repair();
    }
  });
}

for (const { name, path, device } of pages) {
  test(`${name} is drawn as it was`, async ({ as, baseURL, timezoneId }) => {
    const recording = await readRecording();
    const page = await as("manager", { ...device, reducedMotion: "reduce" });
    await page
      .context()
      .addCookies([{ name: zoneCookie, value: encodeURIComponent(timezoneId ?? "UTC"), url: baseURL }]);
    const missing = await replay(page, recording);
    await page.goto(path(recording));
    await settle(page);
    await askAgain(page);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await settle(page);
      await expect(page).toHaveScreenshot(`${name}-${colorScheme}.png`);
    }
    expect(missing).toEqual([]);
  });
}

/** Until no page has asked for anything new for two seconds. */
async function untilQuiet({ answers }: Recording): Promise<void> {
  let before = -1;
  await expect
    .poll(
      () => {
        const grown = Object.keys(answers).length - before;
        before += grown;
        return grown;
      },
      { intervals: [2000] },
    )
    .toBe(0);
}

async function settle(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await untilDrawn(page);
}
