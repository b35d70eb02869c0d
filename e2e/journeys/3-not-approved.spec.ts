import { askForRestore, untilOperation } from "#e2e/fixtures/ask-for-restore.ts";
import { expect, test } from "#e2e/fixtures/journey.ts";
import { demoResource } from "#e2e/fixtures/journey-resource.ts";
import type { Sql } from "#e2e/fixtures/sql.ts";
import { passwordOf } from "#e2e/fixtures/stack/people.ts";
import { DecisionForm } from "#e2e/pages/decision-form.ts";
import { RestorePage } from "#e2e/pages/restore-page.ts";
import { restoreDto } from "#lib/restores/schema.ts";

test("the requester reads why the manager rejected", async ({ as, api, installation }) => {
  const { id, change } = await askForRestore(await api("operator"), {
    resource: demoResource(installation),
    destination: "new-instance",
    reason: "Let me look at last week.",
  });
  const manager = await as("manager");
  await manager.goto("/approvals");
  const card = manager.getByRole("article").filter({ hasText: `R-${change.number}` });
  await new DecisionForm(card).rejectBecause("The wrong moment", "Last week is not in this cluster.");
  await expect(card).toHaveCount(0);

  const operator = await as("operator");
  const restore = new RestorePage(operator);
  await restore.open(id);
  await restore.expectStatus("Rejected");
  await expect(
    operator.getByText(/^Rejected by .*: the wrong moment\. .*Last week is not in this cluster\./),
  ).toBeVisible();
  await expect(operator.getByRole("link", { name: "Ask again with changes…" })).toHaveAttribute(
    "href",
    /\/restores\/new\?.*target=/,
  );
  await expect(restore.receipt).toHaveCount(0);
});

test("a withdrawn request cannot be approved any more", async ({ as, api, installation }) => {
  const { id, change } = await askForRestore(await api("operator"), {
    resource: demoResource(installation),
    destination: "new-instance",
    reason: "Perhaps not after all.",
  });
  const restore = new RestorePage(await as("operator"));
  await restore.open(id);
  await restore.withdraw();
  await restore.expectStatus("Withdrawn");

  const manager = new RestorePage(await as("manager"));
  await manager.open(id);
  await manager.expectStatus("Withdrawn");
  await expect(manager.approve).toHaveCount(0);
  const answer = await (await api("manager")).tryPost(`/changes/${change.id}/approve`, {
    planHash: change.planHash,
    password: passwordOf("manager"),
  });
  expect(answer.status).toBe(409);
});

test("a request that nobody answered in time has expired", async ({ as, api, control, installation }) => {
  const { id, change } = await askForRestore(await api("operator"), {
    resource: demoResource(installation),
    destination: "new-instance",
    reason: "Nobody will answer this.",
  });
  const manager = await as("manager");
  const restore = new RestorePage(manager);
  await restore.open(id);
  await expect(restore.approve).toBeVisible();

  await control.query("UPDATE change_requests SET expires_at = now() - interval '1 second' WHERE id = $1", [
    change.id,
  ]);
  await restore.expectStatus("Expired");
  await expect(restore.approve).toHaveCount(0);
  await manager.goto("/approvals");
  await expect(manager.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(manager.getByText(`R-${change.number}`)).toHaveCount(0);
  const answer = await (await api("manager")).tryPost(`/changes/${change.id}/approve`, {
    planHash: change.planHash,
    password: passwordOf("manager"),
  });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain("expired");
});

test("a plan that changes while it is being read is not approved", async ({
  as,
  api,
  control,
  installation,
}) => {
  const operator = await api("operator");
  const { id, change } = await askForRestore(operator, {
    resource: demoResource(installation),
    destination: "new-instance",
    reason: "Somebody will change this plan.",
  });
  const manager = await as("manager");
  const restore = new RestorePage(manager);
  await restore.open(id);
  const decision = new DecisionForm(manager);
  await decision.approve.click();
  await expect(manager.getByLabel("Your password")).toBeFocused();

  await tamper(control, change.id, { isRehashed: true });
  await expect(
    manager.getByRole("alert").filter({ hasText: "The plan changed while you were deciding." }),
  ).toBeVisible();
  const answer = await (await api("manager")).tryPost(`/changes/${change.id}/approve`, {
    planHash: change.planHash,
    password: passwordOf("manager"),
  });
  expect(answer.status).toBe(409);
  expect(answer.text).toContain("The plan you were shown is not the plan of this request.");
  expect((await operator.get(`/restores/${id}`, restoreDto)).status).toBe("waiting for approval");
  await (await api("operator")).post(`/changes/${change.id}/cancel`, {}, restoreDto.shape.change);
});

test("a plan that is changed after its approval is refused by the worker, and nothing is touched", async ({
  as,
  api,
  shop,
  control,
  installation,
}) => {
  const operator = await api("operator");
  const before = await startOfServer(shop);
  const { id, change } = await askForRestore(operator, {
    resource: demoResource(installation),
    destination: "in-place",
    reason: "This plan is changed once it is approved.",
  });
  const manager = await as("manager");
  const restore = new RestorePage(manager);
  await restore.open(id);

  await whilePaused(installation.workerPid, async () => {
    await new DecisionForm(manager).approveWith(passwordOf("manager"));
    await restore.expectStatus("Approved, starting");
    await tamper(control, change.id, { isRehashed: false });
  });
  await restore.expectStatus("Failed", 90_000);
  await expect(
    manager.getByRole("alert").filter({ hasText: "The stored plan does not match its hash." }),
  ).toBeVisible();
  const { operation, wayBack } = await operator.get(`/restores/${id}`, restoreDto);
  await untilOperation(operator, operation?.id ?? "", "failed");
  expect(operation?.error?.reason).toBe("stale-plan");
  expect(wayBack).toBeNull();
  expect(await startOfServer(shop)).toBe(before);
});

interface Tampering {
  /** Whether whoever did it also corrected the hash. */
  isRehashed: boolean;
}

/** Makes the plan another one behind the program's back: another way back than the one that was read. */
async function tamper(control: Sql, changeId: string, { isRehashed }: Tampering): Promise<void> {
  const changed = await control.query<{ id: string }>(
    `UPDATE change_requests SET plan_text = replace(plan_text, '"generation":1', '"generation":2')
      WHERE id = $1 AND position('"generation":1' IN plan_text) > 0 RETURNING id`,
    [changeId],
  );
  expect(changed).toHaveLength(1);
  if (!isRehashed) return;
  await control.query(
    `UPDATE change_requests SET plan_hash = encode(sha256(convert_to('restore-plan/v1', 'UTF8') || '\\x00'::bytea
       || convert_to(plan_text, 'UTF8')), 'hex') WHERE id = $1`,
    [changeId],
  );
}

/** Between approval and claim there are milliseconds: a worker that pauses makes room for a tamperer. */
async function whilePaused(pid: number, act: () => Promise<void>): Promise<void> {
  process.kill(pid, "SIGSTOP");
  try {
    await act();
  } finally {
    process.kill(pid, "SIGCONT");
  }
}

async function startOfServer(shop: Sql): Promise<string | undefined> {
  const [row] = await shop.query<{ at: string }>("SELECT pg_postmaster_start_time()::text AS at");
  return row?.at;
}
