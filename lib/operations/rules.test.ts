import { describe, expect, test } from "vitest";
import { operationKindRules } from "#lib/operations/kinds.ts";
import { isWorkerOnline, spread, stepsAhead, WORKER_SILENT_MS } from "#lib/operations/rules.ts";
import { operationKinds } from "#lib/operations/schema.ts";

describe("how long it usually takes", () => {
  test("is unknown without history, and itself with one run", () => {
    expect(spread([])).toBeNull();
    expect(spread([7])).toEqual({ low: 7, high: 7 });
  });

  test("leaves the odd run out", () => {
    const runs = [900, ...Array.from({ length: 9 }, (_, index) => 10 + index), 1];
    expect(spread(runs)).toEqual({ low: 10, high: 18 });
  });
});

describe("a worker", () => {
  test("is counted on until it has been silent for half a minute", () => {
    const seen = new Date("2026-11-22T14:03:10.000Z");
    const laterBy = (ms: number) => BigInt(seen.getTime() + ms) * 1_000n;
    expect(isWorkerOnline(seen, laterBy(WORKER_SILENT_MS - 1))).toBe(true);
    expect(isWorkerOnline(seen, laterBy(WORKER_SILENT_MS))).toBe(false);
  });
});

describe("kinds of operations", () => {
  test("whatever changes a cluster or its archive excludes others on it", () => {
    const exclusive = operationKinds.filter((kind) => operationKindRules[kind].isExclusive);
    expect(exclusive).toEqual(["backup", "expire", "restore", "set-up-resource"]);
  });
});

describe("what is still ahead of an operation", () => {
  test("is every planned step that has not begun, in the repository it is planned for", () => {
    const planned = ["check cluster", "copy (near)", "read back (near)", "copy (far)", "read back (far)"];
    expect(stepsAhead(planned, [])).toEqual(planned);
    expect(stepsAhead(planned, planned.slice(0, 3))).toEqual(["copy (far)", "read back (far)"]);
    expect(stepsAhead(planned, planned)).toEqual([]);
  });

  test("is no step of a preview that it took in another repository instead", () => {
    const planned = ["read the repository", "find the target", "work out the consequences"];
    const begun = ["read the repository", "read the repository (far)", "find the target (far)"];
    expect(stepsAhead(planned, begun)).toEqual(["work out the consequences"]);
  });
});
