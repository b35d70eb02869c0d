import path from "node:path";
import type { Page } from "@playwright/test";
import { breakArchiving } from "#e2e/fixtures/broken-archiving.ts";
import { expect, test } from "#e2e/fixtures/journey.ts";
import { demoResource } from "#e2e/fixtures/journey-resource.ts";
import { tellStory } from "#e2e/fixtures/tell-story.ts";
import { untilDrawn } from "#e2e/fixtures/until-drawn.ts";
import { AlertsPage } from "#e2e/pages/alerts-page.ts";
import { PolicyPage } from "#e2e/pages/policy-page.ts";

const folder = path.join(import.meta.dirname, "../../docs/screenshots");
const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

test("pictures of every screen, of things that really happened", async ({ as, api, shop, installation }) => {
  test.setTimeout(900_000);
  const resource = demoResource(installation);
  const story = await tellStory({
    operator: await api("operator"),
    manager: await api("manager"),
    shop,
    resource,
  });

  const page = await as("manager");
  await page.setViewportSize({ width: 1280, height: 560 });
  await page.goto("/");
  await expect(page.getByText("restored and checked")).toBeVisible();
  // Right after a restore nothing of the new timeline is in the repository yet.
  await expect(page.getByText("On objective", { exact: true })).toBeVisible({ timeout: 180_000 });
  await expect(page.getByRole("grid")).toBeVisible();
  await picture(page, "overview");
  await page.setViewportSize({ width: 1280, height: 1180 });
  await page.goto(`/resources/${resource.id}?at=${story.noted}`);
  const zoom = page.getByRole("button", { name: "Zoom in" });
  for (let presses = 0; presses < 3; presses++) await zoom.click();
  await page.mouse.move(0, 0);
  await picture(page, "resource");
  await page.goto(`/restores/${story.done.id}`);
  await expect(page.getByRole("heading", { name: "Receipt" })).toBeVisible();
  await picture(page, "restore");
  await page.setViewportSize({ width: 1280, height: 730 });
  await page.goto("/schedule");
  await expect(page.getByRole("grid")).toBeVisible();
  await picture(page, "schedule");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("/objectives?range=24h");
  await expect(page.getByRole("slider").first()).toBeVisible();
  await picture(page, "objectives");

  const auditor = await as("auditor");
  await auditor.setViewportSize({ width: 1280, height: 860 });
  await auditor.goto("/audit");
  await expect(auditor.getByRole("listitem").filter({ hasText: "approved restore" }).first()).toBeVisible();
  await picture(auditor, "audit");

  const mobile = await as("manager", phone);
  await mobile.goto("/approvals");
  await expect(
    mobile.getByRole("article").filter({ hasText: `R-${story.waiting.change.number}` }),
  ).toBeVisible();
  await picture(mobile, "approval-phone");

  const admin = await as("admin");
  await admin.setViewportSize({ width: 1280, height: 1100 });
  const policy = new PolicyPage(admin);
  await policy.open("Runbook");
  await policy.keepDays("Incremental sets").fill("3");
  await expect(policy.simulator).toContainText("Keeps less: needs approval");
  await policy.simulator.scrollIntoViewIfNeeded();
  await picture(admin, "policy");

  const repair = await breakArchiving(shop);
  try {
    const operator = await as("operator");
    await operator.setViewportSize({ width: 1280, height: 640 });
    const alerts = new AlertsPage(operator);
    await alerts.open();
    const broken = alerts.alert("WAL archiving broken", resource.name);
    await expect(broken).toContainText("Critical", { timeout: 120_000 });
    await alerts.acknowledge(broken, "The archive's disk is being mounted again.");
    await picture(operator, "alerts");
  } finally {
    await repair();
  }
});

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("load");
  await untilDrawn(page);
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: "disabled" });
}
