import { describe, expect, test } from "vitest";
import { operationKindRules, plannedSteps } from "#lib/operations/kinds.ts";
import { isWorkerOnline, spread, WORKER_SILENT_MS } from "#lib/operations/rules.ts";
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

  test("no step is named twice", () => {
    for (const kind of operationKinds) {
      const { steps } = operationKindRules[kind];
      expect(new Set(steps).size).toBe(steps.length);
    }
  });

  test("a restore beside the original shows none of the steps that would touch it", () => {
    const beside = plannedSteps("restore", '{"destination":{"kind":"new-instance"}}');
    expect(beside).not.toContain("stop the cluster");
    expect(beside).not.toContain("safety backup");
    expect(plannedSteps("restore", '{"destination":{"kind":"in-place"}}')).toContain("stop the cluster");
  });
});
