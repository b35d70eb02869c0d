import { describe, expect, test } from "vitest";
import { decisions } from "#lib/changes/schema.ts";
import { operationStatuses } from "#lib/operations/schema.ts";
import { canUndo, displayStatus, holdsEnd, restoreSentence } from "#lib/restores/rules.ts";
import { type RecoveryTarget, restoreDto } from "#lib/restores/schema.ts";

describe("one word for a decision and an operation", () => {
  test("an operation counts only once its request was approved", () => {
    for (const decision of decisions) {
      if (decision === "approved") continue;
      const words = [null, ...operationStatuses].map((status) => displayStatus(decision, status));
      expect(new Set(words)).toEqual(new Set([decision === "requested" ? "waiting for approval" : decision]));
    }
  });

  test("after the approval the operation speaks", () => {
    expect([null, ...operationStatuses].map((status) => displayStatus("approved", status))).toEqual([
      "approved",
      "approved",
      "running",
      "succeeded",
      "failed",
      "run cancelled",
    ]);
  });

  test("every word is one the API knows", () => {
    for (const decision of decisions) {
      for (const status of [null, ...operationStatuses]) {
        restoreDto.shape.status.parse(displayStatus(decision, status));
      }
    }
  });
});

describe("going back", () => {
  const kept = { isStored: true, isHeld: true, heldUntil: null };

  test("needs a safety backup that is there and held, and an end, good or bad", () => {
    expect(canUndo("succeeded", kept)).toBe(true);
    expect(canUndo("failed", kept)).toBe(true);
    expect(canUndo("running", kept)).toBe(false);
    expect(canUndo("succeeded", null)).toBe(false);
    expect(canUndo("succeeded", { ...kept, isHeld: false })).toBe(false);
    expect(canUndo("succeeded", { ...kept, isStored: false })).toBe(false);
  });

  test("a hold ends when it was released or ran out, whichever was first; the last of several counts", () => {
    const [early, late] = [new Date(1000), new Date(2000)];
    expect(holdsEnd([{ expiresAt: early, releasedAt: late }])).toBe(1000);
    expect(holdsEnd([{ expiresAt: late, releasedAt: early }])).toBe(1000);
    expect(
      holdsEnd([
        { expiresAt: early, releasedAt: null },
        { expiresAt: null, releasedAt: late },
      ]),
    ).toBe(2000);
    expect(holdsEnd([{ expiresAt: null, releasedAt: null }])).toBe(Infinity);
    expect(holdsEnd([])).toBe(-Infinity);
  });
});

describe("the sentence people decide by", () => {
  const resource = { id: "019abcde-0000-7000-8000-000000000001", name: "orders-db" };
  const inPlace = {
    kind: "in-place",
    host: "h",
    dataDirectory: "/d",
    systemIdentifier: null,
    state: "gone",
  } as const;
  const beside = { kind: "new-instance", host: "h", dataDirectory: "/n", port: 5433 } as const;
  const sentence = (
    chosen: RecoveryTarget,
    destination: typeof inPlace | typeof beside,
    undoOfId: string | null = null,
  ) =>
    restoreSentence({
      resource,
      destination,
      undoOfId,
      target: { chosen, stop: { kind: "immediate", timeline: 1 }, lastCommitMicros: null },
    });

  test.each([
    [{ kind: "latest" }, "the newest restorable moment"],
    [{ kind: "time", micros: "1795356190000001" }, "2026-11-22 14:03:10.000001 UTC"],
    [{ kind: "time", micros: "1795356190500000" }, "2026-11-22 14:03:10.5 UTC"],
    [{ kind: "time", micros: "1795356190000000" }, "2026-11-22 14:03:10 UTC"],
    [{ kind: "lsn", lsn: "16/B374D848" }, "WAL position 16/B374D848"],
    [{ kind: "name", name: "before-deploy" }, "the restore point before-deploy"],
    [{ kind: "immediate", label: "20261122-020000F" }, "the end of backup set 20261122-020000F"],
  ] as const)("names the target %j exactly", (target, words) => {
    expect(sentence(target, inPlace)).toBe(`Put orders-db back to ${words}, in place`);
    expect(sentence(target, beside)).toBe(`Restore orders-db as of ${words}, into a new instance`);
  });

  test("names the instant at which a plan to the newest moment is frozen", () => {
    const target = {
      chosen: { kind: "latest" },
      stop: { kind: "lsn", lsn: "0/5000060", inclusive: true, timeline: 1 },
      lastCommitMicros: "1795356190000001",
    } as const;
    expect(restoreSentence({ resource, destination: beside, undoOfId: null, target })).toBe(
      "Restore orders-db as of 2026-11-22 14:03:10.000001 UTC (the newest when it was worked out), into a new instance",
    );
  });

  test("says when it takes another restore back", () => {
    expect(sentence({ kind: "name", name: "x" }, inPlace, resource.id)).toBe(
      "Put orders-db back to just before the earlier restore, in place",
    );
  });
});
