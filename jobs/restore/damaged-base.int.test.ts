import { afterAll, beforeAll, expect, test } from "vitest";
import { createProtectedResource, type ProtectedResource } from "#e2e/fixtures/protected-resource.ts";

let site: ProtectedResource;
/** The set that everything else would build on, and in which damage is known. */
let damaged: string;
let sound: string;

beforeAll(async () => {
  site = await createProtectedResource();
  await site.insert("one");
  sound = await fullSet();
  await site.insert("two");
  damaged = await fullSet();
  await site.control.owner.backupSet.updateMany({
    where: { label: damaged },
    data: { problem: "Its content is damaged: pg_data/base/5/1259." },
  });
});
afterAll(() => site?.close());

async function fullSet(): Promise<string> {
  const { result } = await site.backUp("full");
  return Object.values((result as { labels: Record<string, string> }).labels)[0] ?? "";
}

test("a backup that builds on a damaged set is not called a success", async () => {
  const operation = await site.backUp("incr");
  expect(operation).toMatchObject({ status: "failed", error: { reason: "chain-damaged" } });
  expect(operation.error?.message).toContain(`builds on ${damaged}`);
});

test("the way back of a restore does not build on a damaged set, and leads back to the row", async () => {
  const restored = await site.restore({
    target: { kind: "immediate", label: sound },
    destination: { kind: "in-place" },
  });
  expect(restored.status).toBe("succeeded");
  expect(await site.rows()).toEqual(["one"]);
  if (restored.wayBack?.kind !== "backup") throw new Error("no way back");
  const wayBack = await site.control.owner.backupSet.findFirstOrThrow({
    where: { label: restored.wayBack.label },
  });
  expect(wayBack).toMatchObject({ type: "full", references: [] });
  expect(wayBack.chainAt).not.toBeNull();
  expect((await site.undo(restored)).status).toBe("succeeded");
  expect(await site.rows()).toEqual(["one", "two"]);
});
