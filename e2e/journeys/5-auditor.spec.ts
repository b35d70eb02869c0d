import { readFile } from "node:fs/promises";
import { z } from "zod";
import { expect, test } from "#e2e/fixtures/journey.ts";
import { people } from "#e2e/fixtures/stack/people.ts";
import { AuditPage } from "#e2e/pages/audit-page.ts";
import { auditPage } from "#lib/audit/schema.ts";
import { type RestoreListItem, restorePage } from "#lib/restores/schema.ts";

/** What every signed-in person may do with what is their own, the auditor's export, and questions asked by POST. */
const allowed = new Set([
  "/session/activity",
  "/sessions/{id}/revoke",
  "/tokens/{id}/revoke",
  "/views",
  "/views/{id}/delete",
  "/set-up",
  "/audit/export",
  "/policies/describe",
  "/policies/{id}/simulate",
  "/resources/{id}/policy/simulate",
]);

test("the auditor reads the whole story of every restore as sentences", async ({ as, api }) => {
  const auditor = await api("auditor");
  const { items: restores } = await auditor.get("/restores?limit=100", restorePage);
  for (const restore of restores) {
    const entries = await auditor.get(`/audit?subjectId=${restore.change.id}&limit=500`, auditPage);
    const actions = entries.items.map(({ action }) => action).reverse();
    expect(actions, restore.sentence).toEqual(expect.arrayContaining(expectedActions(restore)));
    for (const { sentence } of entries.items) {
      expect(sentence).toContain(` R-${restore.change.number}`);
    }
  }

  const page = new AuditPage(await as("auditor"));
  await page.open();
  await page.filter("What happened", "Approved");
  const approved = page.entry(new RegExp(`^.*${people.manager.name} approved restore R-\\d+, plan`));
  await expect(approved.first()).toBeVisible();
  await expect(page.entry("requested restore")).toHaveCount(0);
  const recorded = await page.recorded(approved.first());
  expect(JSON.parse(recorded)).toMatchObject({ action: "restore.approve" });

  await approved.first().getByRole("button", { name: "Its whole story" }).click();
  await expect(page.entry(`${people.operator.name} requested restore`).first()).toBeVisible();
  await page.page.getByRole("button", { name: "Show all entries" }).first().click();
  await page.filter("Outcome", "Denied");
  await expect(page.entry(`${people.operator.name} was refused`).first()).toBeVisible();
});

test("the auditor exports exactly what the log says, and that is an entry too", async ({ as, api }) => {
  const page = new AuditPage(await as("auditor"));
  await page.open();
  await page.filter("What happened", "Approved");
  await expect(page.entry("approved restore").first()).toBeVisible();
  await page.page.getByRole("button", { name: "Export…" }).click();
  const download = page.page.waitForEvent("download");
  await page.page.getByRole("dialog").getByRole("button", { name: "Download NDJSON" }).click();
  const file = await (await download).path();
  const [coverage = "", ...lines] = (await readFile(file, "utf8")).trimEnd().split("\n");

  const auditor = await api("auditor");
  const { items } = await auditor.get("/audit?action=restore.approve&limit=500", auditPage);
  const [newest] = (await auditor.get("/audit?action=audit.export&limit=1", auditPage)).items;
  expect(JSON.parse(coverage)).toMatchObject({
    exportedBy: people.auditor.name,
    filters: { action: "restore.approve" },
    entries: items.length,
  });
  // The whole log as it was then: everything up to the export's own entry.
  const { log } = z
    .object({ log: z.object({ newestPosition: z.coerce.bigint() }) })
    .parse(JSON.parse(coverage));
  expect(log.newestPosition).toBeGreaterThanOrEqual(BigInt(items[0]?.position ?? 0));
  expect(log.newestPosition).toBeLessThan(BigInt(newest?.position ?? 0));
  expect(lines).toEqual(
    items.map(({ position, canonical }) => `{"position":"${position}","entry":${canonical}}`).reverse(),
  );
  await page.open();
  await expect(page.entry(`${people.auditor.name} exported the audit log`).first()).toBeVisible();
});

test("a request is opened by the number people say, and an address of nothing leads to the list", async ({
  as,
  api,
}) => {
  const page = await as("auditor");
  const [restore] = (await (await api("auditor")).get("/restores?limit=1", restorePage)).items;
  await page.goto(`/restores/R-${restore?.change.number}`);
  await expect(page).toHaveURL((url) => url.pathname === `/restores/${restore?.id}`);
  await expect(page).toHaveTitle(/R-\d+ of orders-db · Holdfast$/);
  const wrong = [
    { address: "/restores/R-999999999", all: "All restores", list: "/restores" },
    { address: "/operations/of-yesterday", all: "All operations", list: "/operations" },
    {
      address: "/settings/policies/01a20000-0000-7000-8000-000000000000",
      all: "All policies",
      list: "/settings/policies",
    },
    { address: "/backups?resource=of-yesterday", all: "Show all", list: "/backups" },
  ];
  for (const { address, all, list } of wrong) {
    await page.goto(address);
    await page.getByRole("main").getByRole("link", { name: all, exact: true }).click();
    await expect(page).toHaveURL((url) => url.pathname === list && url.search === "");
    await expect(page.getByText(/could not be loaded/), list).toHaveCount(0);
  }
});

test("the API refuses every change that the auditor asks for", async ({ api, request }) => {
  const description = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const { paths } = description.parse(await (await request.get("/api/v1/openapi.json")).json());
  const changes = Object.entries(paths)
    .filter(([, methods]) => "post" in methods)
    .map(([path]) => path.replace("/api/v1", ""))
    .filter((path) => !allowed.has(path));
  expect(changes.length).toBeGreaterThan(15);
  const auditor = await api("auditor");
  for (const path of changes) {
    const answer = await auditor.tryPost(path.replace("{id}", "01a20000-0000-7000-8000-000000000000"));
    expect(answer.status, `POST ${path}: ${answer.text}`).toBe(403);
  }
});

/** What must have been written down for a restore that came this far. */
function expectedActions({ status, receipt, wayBack }: RestoreListItem): string[] {
  const run = ["restore.request", "restore.approve", "restore.start"];
  switch (status) {
    case "waiting for approval":
      return ["restore.request"];
    case "rejected":
      return ["restore.request", "restore.reject"];
    case "cancelled":
      return ["restore.request", "restore.cancel"];
    case "superseded":
      return ["restore.request", "restore.supersede"];
    case "expired":
      return ["restore.request", "restore.expire"];
    case "approved":
    case "run cancelled":
      return ["restore.request", "restore.approve"];
    case "running":
      return run;
    case "succeeded":
      return [...run, "restore.succeed"];
    case "failed":
      return receipt || wayBack
        ? [...run, "restore.fail"]
        : ["restore.request", "restore.approve", "restore.fail"];
  }
}
