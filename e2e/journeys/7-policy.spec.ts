import { expect, test } from "#e2e/fixtures/journey.ts";
import { resourceName } from "#e2e/fixtures/journey-resource.ts";
import { passwordOf } from "#e2e/fixtures/stack/people.ts";
import { DecisionForm } from "#e2e/pages/decision-form.ts";
import { PolicyPage } from "#e2e/pages/policy-page.ts";
import { RetentionRequestPage } from "#e2e/pages/retention-request-page.ts";
import { SchedulePage } from "#e2e/pages/schedule-page.ts";
import { policyList } from "#lib/policies/schema.ts";

const policyName = "Runbook";
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test("the administrator keeps less only after the manager has approved exactly that", async ({ as, api }) => {
  const admin = await as("admin");
  const adminApi = await api("admin");
  const policy = new PolicyPage(admin);
  const request = new RetentionRequestPage(admin);
  const rulesNow = async () => {
    const { items } = await adminApi.get("/policies", policyList);
    return items.find(({ name }) => name === policyName)?.rules;
  };

  await test.step("a schedule reads as a sentence, and says what is wrong with it", async () => {
    await policy.open(policyName);
    const incremental = policy.schedule("Schedule 2: Incremental backup");
    await incremental.getByLabel("Cron").fill("0 25 * * *");
    await expect(incremental.getByRole("alert")).toBeVisible();
    await incremental.getByLabel("Cron").fill("0 */6 * * *");
    await expect(incremental.getByRole("alert")).toHaveCount(0);
    await expect(incremental.getByText(/^An incremental backup .*every 6 hours/)).toBeVisible();
    await expect(incremental.getByRole("list", { name: "Next five runs" }).getByRole("listitem")).toHaveCount(
      5,
    );
  });

  await test.step("the simulator says what gets weaker, before anything is saved", async () => {
    await policy.keepDays("Incremental sets").fill("5");
    await expect(policy.simulator).toContainText("Keeps less: needs approval");
    await expect(policy.simulator).toContainText("Incremental sets: 7 days → 5 days.");
    await expect(policy.simulator).toContainText(`${resourceName} in`);
    expect((await rulesNow())?.retention.incr).toEqual({ keepDays: 7 });
  });

  const changeId = await test.step("asking saves the schedule at once; the retention waits", async () => {
    const id = await policy.askBecause("Five days of incremental sets are enough.");
    await request.expectStatus("Waiting for approval");
    await expect(admin.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
    const rules = await rulesNow();
    expect(rules?.schedules.find((one) => one.action === "incr")?.cron).toBe("0 */6 * * *");
    expect(rules?.retention.incr).toEqual({ keepDays: 7 });
    return id;
  });

  await test.step("the manager approves that plan on a phone", async () => {
    const manager = await as("manager", phone);
    await manager.goto("/approvals");
    const card = manager.getByRole("article").filter({ hasText: "Five days of incremental sets" });
    await expect(card).toContainText("Incremental sets: 7 days → 5 days.");
    await new DecisionForm(card).approveWith(passwordOf("manager"));
    await expect(card).toHaveCount(0);
  });

  await test.step("then, and only then, the rules are others", async () => {
    await request.open(changeId);
    await request.expectStatus("In force", 120_000);
    expect((await rulesNow())?.retention.incr).toEqual({ keepDays: 5 });
    await policy.open(policyName);
    await expect(policy.keepDays("Incremental sets")).toHaveValue("5");
  });
});

test("a missed run stays in sight until somebody acknowledges it", async ({ as, control, installation }) => {
  // As if nobody had gone round for twelve hours: what came due then was missed.
  await control.query(
    `UPDATE schedule_cursors SET up_to_micros = (extract(epoch FROM now()) * 1000000)::bigint - 12 * 3600 * 1000000::bigint
      WHERE resource_id = $1 AND schedule_id = 'incr'`,
    [installation.resourceId],
  );
  const operator = await as("operator");
  const schedule = new SchedulePage(operator);
  const missed = schedule.open.filter({ hasText: `Incremental backup of ${resourceName}` });

  await test.step("it is pinned with its cause, and counted in the calendar", async () => {
    await schedule.goto();
    await expect(missed.first()).toContainText("Missed", { timeout: 90_000 });
    await expect(schedule.day(/[1-9]\d* missed/).first()).toBeVisible();
    await expect(operator.getByText(/of \d+ expected runs? succeeded/)).toBeVisible();
  });

  await test.step("acknowledged, it leaves the pinned ones and stays in the history", async () => {
    const due = await missed.first().locator("time").first().getAttribute("datetime");
    const acknowledged = missed.filter({ has: operator.locator(`time[datetime="${due}"]`) });
    await acknowledged.getByRole("button", { name: /^Acknowledge/ }).click();
    await expect(acknowledged).toHaveCount(0);
    await operator.goto("/schedule/runs?only=missed");
    await expect(operator.getByText("acknowledged by Oda Operator").first()).toBeVisible();
  });
});

test("a pause is in everybody's sight for as long as it lasts", async ({ as, installation }) => {
  const operator = await as("operator");
  const auditor = await as("auditor");
  await operator.goto(`/resources/${installation.resourceId}`);
  await operator.getByRole("button", { name: "Pause…" }).click();
  const dialog = operator.getByRole("dialog");
  await dialog.getByRole("button", { name: `Pause ${resourceName}` }).click();
  await expect(dialog.getByText("Say why.")).toBeVisible();
  await dialog.getByLabel("Why").fill("The disks are replaced tonight.");
  await dialog.getByRole("button", { name: `Pause ${resourceName}` }).click();
  await expect(dialog).toHaveCount(0);

  await auditor.goto("/schedule");
  await expect(auditor.getByText("“The disks are replaced tonight”").first()).toBeVisible();
  await expect(auditor.getByRole("button", { name: /^Resume/ })).toHaveCount(0);

  await operator.getByRole("button", { name: /^Resume/ }).click();
  await expect(operator.getByRole("button", { name: /^Resume/ })).toHaveCount(0);
  await expect(auditor.getByText("“The disks are replaced tonight”")).toHaveCount(0);
});
