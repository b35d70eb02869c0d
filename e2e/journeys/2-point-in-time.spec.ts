import { expect, test } from "#e2e/fixtures/journey.ts";
import { resourceName } from "#e2e/fixtures/journey-resource.ts";
import { serverMicros } from "#e2e/fixtures/server-micros.ts";
import type { Sql } from "#e2e/fixtures/sql.ts";
import { passwordOf, people } from "#e2e/fixtures/stack/people.ts";
import { untilRestorable } from "#e2e/fixtures/until-restorable.ts";
import { DecisionForm } from "#e2e/pages/decision-form.ts";
import { ResourcePage } from "#e2e/pages/resource-page.ts";
import { RestorePage } from "#e2e/pages/restore-page.ts";
import { RestoreRequestPage } from "#e2e/pages/restore-request-page.ts";
import { restoreDto } from "#lib/restores/schema.ts";

const name = resourceName;
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test("a dropped table is brought back to the row by an approved restore, and the restore is undone", async ({
  as,
  api,
  shop,
  installation,
}) => {
  test.setTimeout(600_000);
  const operator = await as("operator");
  const manager = await as("manager", phone);
  const operatorApi = await api("operator");
  const resource = new ResourcePage(operator);
  const request = new RestoreRequestPage(operator);
  const restore = new RestorePage(operator);
  const seenByManager = new RestorePage(manager);

  await test.step("the operator takes a backup and sees it finish", async () => {
    await resource.open(installation.resourceId);
    await expect(operator.getByRole("heading", { level: 1, name })).toBeVisible();
    await resource.backUp(name);
  });

  await makeVouchers(shop);
  const vouchers = await readVouchers(shop);
  const noted = await serverMicros(shop);
  await test.step("then somebody drops a table", async () => {
    await shop.query("INSERT INTO journal (line) VALUES ('after the noted time')");
    await shop.query("DROP TABLE vouchers");
    await shop.query("SELECT pg_switch_wal()");
    await untilRestorable(operatorApi, installation.resourceId, noted);
  });

  const restoreId = await test.step("the operator asks for the moment before, in place", async () => {
    await operator.reload();
    await resource.askForRestore();
    await request.chooseInPlace(name);
    await request.typeMoment(noted);
    await request.workOut();
    await expect(request.consequences).toContainText("This will be lost");
    await expect(request.consequences).toContainText("A safety backup is taken and verified");
    const id = await request.askInPlace(name, "Somebody dropped the vouchers.");
    await restore.expectStatus("Waiting for approval");
    return id;
  });

  await test.step("the operator cannot approve it, on the page or through the API", async () => {
    await expect(operator.getByRole("button", { name: "Withdraw…" })).toBeVisible();
    await expect(restore.approve).toHaveCount(0);
    await expect(restore.reject).toHaveCount(0);
    const { change } = await operatorApi.get(`/restores/${restoreId}`, restoreDto);
    const answer = await operatorApi.tryPost(`/changes/${change.id}/approve`, {
      planHash: change.planHash,
      password: passwordOf("operator"),
    });
    expect(answer.status).toBe(403);
  });

  await test.step("the manager approves that plan on a phone, with the password", async () => {
    await manager.goto("/approvals");
    const card = manager.getByRole("article").filter({ hasText: "Somebody dropped the vouchers." });
    await expect(card).toContainText("This will be lost");
    await expect(card).toContainText(people.operator.name);
    const decision = new DecisionForm(card);
    await decision.approveWith("not the manager's password");
    await expect(card.getByRole("alert")).toContainText("The password is wrong; nothing was approved.");
    await card.getByRole("button", { name: "Not now" }).click();
    await decision.approveWith(passwordOf("manager"));
    await expect(card).toHaveCount(0);
  });

  await test.step("both follow it live to the receipt", async () => {
    await seenByManager.open(restoreId);
    await expect(operator.getByRole("heading", { name: "The run" })).toBeVisible();
    await restore.untilSucceeded();
    await seenByManager.untilSucceeded();
    await expect(operator.getByRole("heading", { name: "Measured RTO" })).toBeVisible();
    await expect(operator.getByText("waiting for approval", { exact: true })).toBeVisible();
    await expect(operator.getByText(/^Safety backup \d/)).toBeVisible();
  });

  await test.step("the rows are those of the noted time", async () => {
    expect(await readVouchers(shop)).toEqual(vouchers);
    expect(await readJournal(shop)).toEqual(["before the noted time"]);
  });

  const undoId = await test.step("after new writes, the operator asks to go back", async () => {
    await shop.query("INSERT INTO journal (line) VALUES ('after the restore')");
    await restore.askToGoBack();
    await request.untilWorkedOut();
    const id = await request.askInPlace(name, "The dropped state is needed for the investigation.");
    await restore.expectStatus("Waiting for approval");
    return id;
  });

  await test.step("the manager approves, and the deleted state is back", async () => {
    await seenByManager.open(undoId);
    await new DecisionForm(manager).approveWith(passwordOf("manager"));
    await seenByManager.untilSucceeded();
    expect(await shop.query("SELECT to_regclass('vouchers')::text AS found")).toEqual([{ found: null }]);
    expect(await readJournal(shop)).toEqual(["before the noted time", "after the noted time"]);
  });
});

async function makeVouchers(shop: Sql): Promise<void> {
  await shop.query(`
    DROP TABLE IF EXISTS vouchers, journal;
    CREATE TABLE vouchers (id int PRIMARY KEY, holder text NOT NULL, cents bigint NOT NULL, issued_at timestamptz NOT NULL);
    CREATE TABLE journal (id int GENERATED ALWAYS AS IDENTITY, line text NOT NULL);
    INSERT INTO vouchers SELECT n, (ARRAY['Zoë', 'Юлия', '李雷', 'نور'])[1 + n % 4] || n, n * 37, clock_timestamp()
      FROM generate_series(1, 500) AS n;
    INSERT INTO journal (line) VALUES ('before the noted time')`);
}

function readVouchers(shop: Sql): Promise<object[]> {
  return shop.query("SELECT id, holder, cents::text, issued_at::text FROM vouchers ORDER BY id");
}

async function readJournal(shop: Sql): Promise<string[]> {
  const rows = await shop.query<{ line: string }>("SELECT line FROM journal ORDER BY id");
  return rows.map(({ line }) => line);
}
