import { describe, expect, test } from "vitest";
import { judgeResource } from "#lib/overview/rules.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";

type Facts = Parameters<typeof judgeResource>[0];

const when = "2026-11-22T14:03:10.000Z";
const id = "019abcde-0000-7000-8000-000000000001";
const resource: ResourceDto = {
  id,
  name: "orders-db",
  kind: "postgres",
  state: "protected",
  tier: "standard",
  host: "h",
  settings: { dataDirectory: "/d", socketDirectory: "/s", port: 5432, user: "postgres", hooks: {} },
  systemIdentifier: "1",
  repositories: [],
  objectives: { rpoSeconds: 300, rtoSeconds: 1_800 },
  facts: null,
  factsAt: null,
  createdAt: when,
};
const good: Facts = {
  resource,
  restorableTo: "1795356190000000",
  gapCount: 0,
  rpo: { kind: "known", lossMs: 300_000, safeMicros: "1", sampledAtMicros: "1" },
  rto: { lowMs: 1, highMs: 1_800_000, lastMs: 1, lastAtMicros: "1", count: 1 },
  lastSet: null,
  proven: { label: "20261122-020000F", restoredAt: when },
  failures: [],
  missedRuns: 0,
  firing: [],
  isWorkerOnline: true,
};

function judge(changes: Partial<Facts>) {
  return judgeResource({ ...good, ...changes });
}

const facts: NonNullable<ResourceDto["facts"]> = {
  clusterState: "running",
  stateReason: null,
  version: null,
  majorVersion: null,
  sizeBytes: null,
  sessions: null,
  freeBytes: null,
  startOptions: [],
  archiver: null,
};

describe("the state of a resource", () => {
  test("is good only when everything is known and within its objective, to the millisecond", () => {
    expect(judge({})).toEqual({ state: "good", words: ["On objective"] });
    expect(judge({ rpo: { kind: "known", lossMs: 300_001, safeMicros: "1", sampledAtMicros: "1" } })).toEqual(
      {
        state: "bad",
        words: ["RPO breached"],
      },
    );
  });

  test("what is not known is never good", () => {
    expect(judge({ rpo: { kind: "unknown", why: "x", lastSafeMicros: null } })).toEqual({
      state: "unknown",
      words: ["Possible loss unknown"],
    });
    const fresh = { ...resource, state: "new" as const };
    expect(judge({ resource: fresh, restorableTo: null, proven: null })).toEqual({
      state: "unknown",
      words: ["Not protected yet"],
    });
  });

  test.each([
    ["nothing can be restored", { restorableTo: null }, "Nothing can be restored"],
    ["its worker is silent", { isWorkerOnline: false }, "Worker silent"],
    [
      "the cluster is gone",
      { resource: { ...resource, facts: { ...facts, clusterState: "gone" } } },
      "Cluster gone",
    ],
  ] as const)("is bad when %s", (_, changes, word) => {
    expect(judge(changes)).toEqual({ state: "bad", words: [word] });
  });

  test("warns before it is too late", () => {
    expect(judge({ proven: null })).toEqual({ state: "warning", words: ["Never restored"] });
    expect(judge({ gapCount: 1 }).words).toEqual(["A gap in the WAL"]);
    expect(judge({ gapCount: 2 }).words).toEqual(["2 gaps in the WAL"]);
    const slow = { lowMs: 1, highMs: 1_800_001, lastMs: 1, lastAtMicros: "1", count: 3 };
    expect(judge({ rto: slow })).toEqual({ state: "warning", words: ["RTO at risk"] });
  });

  test("names the alerts that are firing, but for those its own facts already say", () => {
    const firing = [
      { rule: "wal-archiving" as const, severity: "critical" as const },
      { rule: "rpo-breached" as const, severity: "critical" as const },
      { rule: "size-anomaly" as const, severity: "warning" as const },
      { rule: "size-anomaly" as const, severity: "warning" as const },
    ];
    expect(judge({ firing })).toEqual({ state: "bad", words: ["WAL archiving broken", "Unusual size"] });
    expect(judge({ missedRuns: 2 })).toEqual({ state: "bad", words: ["2 runs missed"] });
  });

  test.each([
    ["backup-failed", "backup", "Backup failed"],
    ["verification-failed", "verify", "Verification failed"],
    ["restore-failed", "restore", "Restore failed"],
  ] as const)(
    "is never on objective while %s is firing, whatever else is known, and says it once",
    (rule, kind, word) => {
      const firing = [{ rule, severity: "critical" as const }];
      expect(judge({ firing })).toEqual({ state: "bad", words: [word] });
      expect(judge({ firing, failures: [{ kind }, { kind }] })).toEqual({ state: "bad", words: [word] });
    },
  );

  test("says the worst first, and everything", () => {
    expect(
      judge({
        isWorkerOnline: false,
        proven: null,
        rpo: { kind: "unknown", why: "x", lastSafeMicros: null },
      }),
    ).toEqual({ state: "bad", words: ["Worker silent", "Possible loss unknown", "Never restored"] });
  });
});
