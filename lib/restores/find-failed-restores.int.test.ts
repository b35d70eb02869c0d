import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase } from "#e2e/fixtures/control-database.ts";
import { addPerson, type Person } from "#e2e/fixtures/sample-people.ts";
import { addApproved } from "#e2e/fixtures/sample-requests.ts";
import { addResource, type SampleResource } from "#e2e/fixtures/sample-resources.ts";
import { testWorker } from "#e2e/fixtures/test-worker.ts";
import { evaluate } from "#jobs/evaluate.ts";
import { acknowledgeAlert } from "#lib/alerts/acknowledge-alert.ts";
import { listAlerts } from "#lib/alerts/list-alerts.ts";
import { toDate } from "#lib/db/rows.ts";
import { getResourceStatus } from "#lib/overview/get-resource-status.ts";
import { findFailedRestores } from "./find-failed-restores.ts";

let control: ControlDatabase;
let worker: Awaited<ReturnType<typeof testWorker>>;
let operator: Person;
let resource: SampleResource;
beforeAll(async () => {
  control = await createControlDatabase();
  worker = await testWorker(control, "first");
  operator = await addPerson(control, ["operator"]);
});
afterAll(() => control.close());
beforeEach(async () => {
  resource = await addResource(control);
});

const checks = ["check the approval", "check the plan"];

/** As a worker leaves it: the steps it came to, of which the last one failed when the restore did. */
async function endRestore(
  kind: "in-place" | "new-instance",
  status: "failed" | "succeeded",
  steps: string[] = [],
  isPutBack = false,
): Promise<string> {
  control.clock.advance({ minutes: 1 });
  const { change, operationId: id } = await addApproved(control, { resource });
  if (kind === "new-instance") {
    const { planText } = await control.owner.changeRequest.findUniqueOrThrow({ where: { id: change.id } });
    const text = planText.replace('"kind":"in-place"', '"kind":"new-instance"');
    await control.owner.changeRequest.update({ where: { id: change.id }, data: { planText: text } });
  }
  const at = toDate(control.clock.now());
  const names = [...steps, ...(isPutBack ? ["put back"] : [])];
  await control.owner.operation.update({
    where: { id },
    data: {
      status,
      startedAt: at,
      finishedAt: at,
      ...(status === "failed" && { errorCode: "ENGINE", errorMessage: "why" }),
      steps: {
        create: names.map((name, index) => ({
          name,
          position: index + 1,
          attempt: 1,
          startedAt: at,
          finishedAt: at,
          status: status === "failed" && name === steps.at(-1) ? ("failed" as const) : ("succeeded" as const),
        })),
      },
    },
  });
  return id;
}

const ends = async () =>
  (await findFailedRestores(control.owner, [resource.id])).map(({ operationId, end }) => [operationId, end]);

describe("what a failed restore left", () => {
  test("is told by its plan and by how far it came", async () => {
    const copy = await endRestore("new-instance", "failed", [...checks, "copy files"]);
    expect(await ends()).toEqual([[copy, "no-copy"]]);
    const refused = await endRestore("in-place", "failed", checks);
    expect(await ends()).toEqual([[refused, "refused"]]);
    const putBack = await endRestore("in-place", "failed", [...checks, "stop hook"], true);
    expect(await ends()).toEqual([[putBack, "put-back"]]);
  });

  test("stays when a later restore is refused or only makes a copy, and ends with one in place", async () => {
    const left = await endRestore("in-place", "failed", [...checks, "stop hook", "copy files"]);
    const refused = await endRestore("in-place", "failed", checks);
    expect(await ends()).toEqual([
      [refused, "refused"],
      [left, "not-put-back"],
    ]);
    await endRestore("new-instance", "succeeded");
    expect(await ends()).toEqual([[left, "not-put-back"]]);
    await endRestore("in-place", "succeeded");
    expect(await ends()).toEqual([]);
  });
});

describe("a restore that touched nothing", () => {
  const open = async () => {
    await evaluate(worker);
    const { items } = await listAlerts(operator.ctx, { resourceId: resource.id, view: "open" });
    return items.filter(({ rule }) => rule.startsWith("restore-"));
  };
  const status = () => getResourceStatus(operator.ctx, { id: resource.id });

  test("is a warning until somebody acknowledges it, and leaves the state of the resource as it is", async () => {
    const before = await status();
    await endRestore("new-instance", "failed", checks);
    const [alert, ...others] = await open();
    expect(others).toEqual([]);
    expect(alert).toMatchObject({ rule: "restore-refused", severity: "warning" });
    expect(alert?.summary).toContain(`${resource.name} itself was not touched`);
    const { state, words, failures } = await status();
    expect({ state, words, failures }).toEqual({
      state: before.state,
      words: before.words,
      failures: [],
    });
    await acknowledgeAlert(operator.ctx, { id: alert?.id ?? "" });
    expect(await open()).toEqual([]);
  });

  test("takes nothing from one that left the cluster shut", async () => {
    const left = await endRestore("in-place", "failed", [...checks, "stop hook"]);
    await endRestore("new-instance", "failed", checks);
    expect((await open()).map(({ rule }) => rule).toSorted()).toEqual(["restore-failed", "restore-refused"]);
    const { words, failures } = await status();
    expect(failures.map(({ id }) => id)).toEqual([left]);
    expect(words).toContain("Restore failed");
  });
});
