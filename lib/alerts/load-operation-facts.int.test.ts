import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ControlDatabase, createControlDatabase, TEST_HOST } from "#e2e/fixtures/control-database.ts";
import { addResource, type SampleResource } from "#e2e/fixtures/sample-resources.ts";
import { loadOperationFacts } from "#lib/alerts/load-operation-facts.ts";
import { toDate } from "#lib/db/rows.ts";
import { v7 } from "#lib/format/uuid.ts";

let control: ControlDatabase;
let resource: SampleResource;
beforeAll(async () => {
  control = await createControlDatabase();
});
afterAll(() => control.close());
beforeEach(async () => {
  resource = await addResource(control);
});

/** The repositories of the failures of verifications that nothing has made good after this one more. */
async function verified(status: "failed" | "succeeded", repositoryIds: string[]): Promise<string[][]> {
  control.clock.advance({ minutes: 1 });
  const at = toDate(control.clock.now());
  await control.owner.operation.create({
    data: {
      id: v7(),
      kind: "verify",
      status,
      host: TEST_HOST,
      resourceId: resource.id,
      input: { repositoryIds },
      requestedBy: { id: null, name: "test", kind: "system" },
      createdAt: at,
      startedAt: at,
      finishedAt: at,
      ...(status === "failed" && { errorCode: "ENGINE", errorMessage: "Damage in the repository." }),
    },
  });
  const facts = await control.worker().db.$transaction((tx) => loadOperationFacts(tx));
  return facts.of(resource.id).failures.map((failure) => failure.repositoryIds);
}

describe("a failed verification", () => {
  const [near, far, third] = [v7(), v7(), v7()];

  test("of one repository is made good by one that went through others, too, and by no other's", async () => {
    expect(await verified("failed", [near])).toEqual([[near]]);
    expect(await verified("succeeded", [far])).toEqual([[near]]);
    expect(await verified("succeeded", [far, near])).toEqual([]);
  });

  test("of several is made good only by one of all of them, whatever else the resource has by then", async () => {
    expect(await verified("failed", [near, far])).toEqual([[near, far]]);
    expect(await verified("succeeded", [near])).toEqual([[near, far]]);
    expect(await verified("succeeded", [near, third])).toEqual([[near, far]]);
    expect(await verified("succeeded", [far, near])).toEqual([]);
  });

  test("is not made good by what succeeded before it", async () => {
    await verified("succeeded", [near, far]);
    expect(await verified("failed", [near])).toEqual([[near]]);
  });
});
