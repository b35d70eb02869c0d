import path from "node:path";
import type { Page } from "@playwright/test";
import type { Api } from "#e2e/fixtures/api.ts";
import { askForRestore, untilOperation } from "#e2e/fixtures/ask-for-restore.ts";
import { expect, test } from "#e2e/fixtures/journey.ts";
import { demoResource } from "#e2e/fixtures/journey-resource.ts";
import { serverMicros } from "#e2e/fixtures/server-micros.ts";
import { passwordOf } from "#e2e/fixtures/stack/people.ts";
import { untilRestorable } from "#e2e/fixtures/until-restorable.ts";
import { changeDto } from "#lib/changes/schema.ts";
import { operationDto } from "#lib/operations/schema.ts";
import { type RestoreDto, restoreDto } from "#lib/restores/schema.ts";

const folder = path.join(import.meta.dirname, "../../docs/screenshots");
const desktop = { viewport: { width: 1280, height: 520 } };
const phone = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

test("pictures of a restore, from the overview to the audit log", async ({ as, api, shop, installation }) => {
  test.setTimeout(900_000);
  const operator = await api("operator");
  const manager = await api("manager");
  const resource = demoResource(installation);

  const backup = await operator.post("/backups", { resourceId: resource.id, type: "incr" }, operationDto);
  await untilOperation(operator, backup.id, "succeeded");
  const noted = await serverMicros(shop);
  await shop.query("DELETE FROM payments WHERE order_id > (SELECT max(order_id) - 2000 FROM payments)");
  await shop.query("SELECT pg_switch_wal()");
  await untilRestorable(operator, resource.id, noted);
  const done = await askForRestore(operator, {
    resource,
    target: { kind: "time", micros: `${noted}` },
    destination: "in-place",
    reason: "INC-2041: a clean-up deleted 2,000 payments.",
  });
  await approve(manager, done);
  await untilRestored(operator, done.id);

  const later = await serverMicros(shop);
  await shop.query("UPDATE products SET price_cents = 1 WHERE id % 7 = 0");
  await shop.query("SELECT pg_switch_wal()");
  await untilRestorable(operator, resource.id, later);
  const waiting = await askForRestore(operator, {
    resource,
    target: { kind: "time", micros: `${later}` },
    destination: "in-place",
    reason: "INC-2042: an import set prices to one cent.",
  });

  const page = await as("manager", desktop);
  await page.goto("/");
  await expect(page.getByText("restored and checked")).toBeVisible();
  await picture(page, "overview");
  await page.setViewportSize({ width: 1280, height: 1180 });
  await page.goto(`/resources/${resource.id}?at=${noted}`);
  const zoom = page.getByRole("button", { name: "Zoom in" });
  for (let presses = 0; presses < 3; presses++) await zoom.click();
  await page.mouse.move(0, 0);
  await picture(page, "resource");
  await page.goto(`/restores/${done.id}`);
  await expect(page.getByRole("heading", { name: "Receipt" })).toBeVisible();
  await picture(page, "restore");

  const auditor = await as("auditor", { viewport: { width: 1280, height: 860 } });
  await auditor.goto("/audit");
  await expect(auditor.getByRole("listitem").filter({ hasText: "approved restore" }).first()).toBeVisible();
  await picture(auditor, "audit");

  const mobile = await as("manager", phone);
  await mobile.goto("/approvals");
  await expect(mobile.getByRole("article").filter({ hasText: `R-${waiting.change.number}` })).toBeVisible();
  await picture(mobile, "approval-phone");
});

async function approve(manager: Api, { change }: RestoreDto): Promise<void> {
  const vote = { planHash: change.planHash, password: passwordOf("manager") };
  await manager.post(`/changes/${change.id}/approve`, vote, changeDto);
}

async function untilRestored(api: Api, id: string): Promise<void> {
  await expect
    .poll(async () => (await api.get(`/restores/${id}`, restoreDto)).status, { timeout: 300_000 })
    .toBe("succeeded");
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("load");
  await expect(page.getByText(/ loading$|^Loading /)).toHaveCount(0);
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: "disabled" });
}
