import { describe, expect, test } from "vitest";
import { observe } from "#lib/alerts/conditions.ts";
import type { AlertFacts, RepositoryFacts, ResourceFacts } from "#lib/alerts/facts.ts";
import { alertThresholds } from "#lib/policies/schema.ts";

const nowMs = Date.UTC(2026, 10, 22, 14, 0, 0);
const minute = 60_000;

const resource: ResourceFacts = {
  id: "r",
  name: "orders-db",
  kind: "postgres",
  host: "db-1",
  isProtected: true,
  rpoSeconds: 300,
  rtoSeconds: 1800,
  thresholds: alertThresholds.parse({}),
  keepFullDays: 90,
  cluster: {
    seenAtMs: nowMs - 5_000,
    state: "running",
    reason: null,
    archiver: { isFailing: false, failedSegment: null, failedCount: 0 },
  },
  isRestoring: false,
  loss: { kind: "known", ms: 0 },
  lastRto: null,
  failures: [],
  failedRestores: [],
  backups: [],
  runningBackups: [],
  missed: [],
  gaps: [],
  troubledSets: [],
  unusualSets: [],
};
const repository: RepositoryFacts = {
  id: "vault",
  name: "vault",
  host: "db-1",
  disk: { totalBytes: 1000, freeBytes: 500 },
  fullPercent: 85,
  readers: [{ resourceId: "r", resourceName: "orders-db", host: "db-1", failing: null }],
};
const quiet: AlertFacts = {
  nowMs,
  resources: [resource],
  repositories: [repository],
  workers: [{ host: "db-1", lastSeenMs: nowMs - 3_000 }],
  channels: [],
  audit: { mayWrite: true, mayChange: false },
};

const withResource = (changes: Partial<ResourceFacts>) =>
  observe({ ...quiet, resources: [{ ...resource, ...changes }] });
const rulesOf = ({ conditions }: ReturnType<typeof observe>) => conditions.map(({ rule }) => rule);
const blindTo = ({ blind }: ReturnType<typeof observe>) =>
  blind.map((spot) => ("rule" in spot ? spot.rule : spot.fingerprint));
const cluster = (changes: Partial<NonNullable<ResourceFacts["cluster"]>>) =>
  withResource({ cluster: { seenAtMs: nowMs, state: "running", reason: null, archiver: null, ...changes } });

test("when all is well there is nothing to say, and nothing that cannot be seen", () => {
  expect(observe(quiet)).toEqual({ conditions: [], blind: [] });
});

describe("objectives", () => {
  test.each([
    [300_000, ["objective-at-risk"]],
    [300_001, ["rpo-breached"]],
    [240_001, ["objective-at-risk"]],
    [240_000, []],
  ])("a possible loss of %d ms against five minutes", (ms, rules) => {
    const found = rulesOf(withResource({ loss: { kind: "known", ms } }));
    expect(found.filter((rule) => rule !== "wal-archiving")).toEqual(rules);
  });

  test("a loss that nobody knows is neither breached nor fine", () => {
    const seen = withResource({ loss: { kind: "unknown", why: "x" } });
    expect(seen.conditions).toEqual([]);
    expect(blindTo(seen)).toEqual(["wal-archiving", "rpo-breached", "objective-at-risk"]);
  });

  test.each([
    [1_800_001, ["rto-exceeded"]],
    [1_500_000, ["objective-at-risk"]],
    [1_000_000, []],
  ])("a restore of %d ms against half an hour", (ms, rules) => {
    expect(rulesOf(withResource({ lastRto: { ms, operationId: null } }))).toEqual(rules);
  });
});

describe("WAL archiving", () => {
  const failing = { isFailing: true, failedSegment: "000000010000000000000007", failedCount: 4 };

  test("that the server cannot do names the segment", () => {
    const [found] = cluster({ archiver: failing }).conditions;
    expect(found).toMatchObject({ rule: "wal-archiving", severity: "critical" });
    expect(found?.summary).toContain("000000010000000000000007 was refused (4 times in all)");
  });

  test("that the server calls fine is broken all the same when nothing arrives in a repository", () => {
    expect(rulesOf(withResource({ loss: { kind: "known", ms: 3 * minute + 1 } }))).toEqual(["wal-archiving"]);
  });

  test("with a hole in a repository is broken until there is a newer full backup", () => {
    const gap = { repositoryId: "vault", missingSegments: 2, fromMs: nowMs, reason: "They never arrived." };
    const [found] = withResource({ gaps: [gap] }).conditions;
    expect(found?.summary).toContain("2 WAL segments are missing or damaged in vault");
  });

  test("is not judged while a restore is at work, or by what was seen long ago", () => {
    const restoring = withResource({ isRestoring: true, cluster: { ...seen(), archiver: failing } });
    const old = cluster({ archiver: failing, seenAtMs: nowMs - 2 * minute });
    for (const seen of [restoring, old]) {
      expect(seen.conditions).toEqual([]);
      expect(blindTo(seen)).toEqual(["cluster-down", "wal-archiving"]);
    }
  });
});

describe("broken WAL archiving is not over because", () => {
  test.each(["stopped", "broken", "gone"] as const)("the server that said so is %s", (state) => {
    const found = cluster({ state });
    expect(rulesOf(found)).toEqual(["cluster-down"]);
    expect(blindTo(found)).toEqual(["wal-archiving"]);
  });

  test("the server runs and cannot be asked", () => {
    const found = cluster({ reason: "too many clients already", archiver: null });
    expect(rulesOf(found)).toEqual([]);
    expect(blindTo(found)).toEqual(["wal-archiving"]);
  });

  test("nobody knows any longer how much has not arrived", () => {
    const found = withResource({ loss: { kind: "unknown", why: "x" } });
    expect(rulesOf(found)).toEqual([]);
    expect(blindTo(found)).toContain("wal-archiving");
  });
});

function seen() {
  return { seenAtMs: nowMs, state: "running" as const, reason: null, archiver: null };
}

test("a cluster that a reporting worker has not looked at for long is told, not taken for well", () => {
  const [found, ...others] = cluster({ seenAtMs: nowMs - 11 * minute }).conditions;
  expect(others).toEqual([]);
  expect(found).toMatchObject({ rule: "cluster-down" });
  expect(found?.summary).toContain("could not be looked at for 11 min");
});

describe("the worker of a host", () => {
  test("that is silent is told, explains what follows, and blinds us to its clusters", () => {
    const silent = { ...quiet, workers: [{ host: "db-1", lastSeenMs: nowMs - minute - 1 }] };
    const seen = observe(silent);
    expect(seen.conditions).toMatchObject([{ rule: "worker-offline", subject: "db-1", explains: ["r"] }]);
    expect(blindTo(seen)).toContain("cluster-down");
  });

  test("that guards nothing may come and go", () => {
    const idle = { ...quiet, resources: [{ ...resource, isProtected: false }], workers: [] };
    expect(observe(idle).conditions).toEqual([]);
  });
});

describe("repositories", () => {
  test("that cannot be read say for whom and why, and explain those resources' failures", () => {
    const failing = { sinceMs: nowMs, error: "The bucket does not answer.", hint: null };
    const [found] = observe({
      ...quiet,
      repositories: [{ ...repository, readers: repository.readers.map((each) => ({ ...each, failing })) }],
    }).conditions;
    expect(found).toMatchObject({ rule: "repository-unreachable", explains: ["r"] });
    expect(found?.summary).toBe("vault cannot be read for orders-db: The bucket does not answer.");
  });

  test("that could not be read stay so while whoever could not read them is silent, whoever else watches", () => {
    const failing = { sinceMs: nowMs, error: "The bucket does not answer.", hint: null };
    const reader = { resourceId: "r", resourceName: "orders-db", host: "db-1", failing };
    const other = { resourceId: "s", resourceName: "stock-db", host: "db-2", failing: null };
    const facts = (lastSeenMs: number, readers: RepositoryFacts["readers"]): AlertFacts => ({
      ...quiet,
      repositories: [{ ...repository, readers }],
      workers: [
        { host: "db-1", lastSeenMs },
        { host: "db-2", lastSeenMs: nowMs },
      ],
    });
    const told = observe(facts(nowMs, [reader, other])).conditions.map(({ fingerprint }) => fingerprint);
    const silent = observe(facts(nowMs - minute - 1, [reader, other]));
    expect(rulesOf(silent)).toEqual(["worker-offline"]);
    expect(silent.blind).toContainEqual({ fingerprint: told[0] });
    const readable = observe(facts(nowMs - minute - 1, [{ ...reader, failing: null }, other]));
    expect(readable.blind).not.toContainEqual({ fingerprint: told[0] });
  });

  test.each([
    [150, []],
    [149, ["repository-filling"]],
  ])("with %d of 1000 bytes left, reported from 85 %%", (freeBytes, rules) => {
    const disk = { totalBytes: 1000, freeBytes };
    expect(rulesOf(observe({ ...quiet, repositories: [{ ...repository, disk }] }))).toEqual(rules);
  });
});

describe("backup sets", () => {
  const set = {
    label: "20261122-020000F",
    type: "full",
    repositoryId: "vault",
    isMissing: true,
    problem: null,
    lastSeenMs: nowMs - minute,
    stoppedAtMs: nowMs - 60 * minute,
  };

  test("that vanished together are one alert, those that vanish later another", () => {
    const first = [set, { ...set, label: "20261122-020000F_20261122-060000I" }];
    const later = { ...set, label: "20261121-020000F", lastSeenMs: nowMs };
    const { conditions } = withResource({ troubledSets: [...first, later] });
    expect(conditions.map(({ rule }) => rule)).toEqual(["set-missing", "set-missing"]);
    expect(conditions[0]?.summary).toContain("2 backup sets of orders-db are no longer in vault");
  });

  test("are not missed for longer than they would have been kept", () => {
    const stoppedAtMs = nowMs - 91 * 86_400_000;
    expect(rulesOf(withResource({ troubledSets: [{ ...set, stoppedAtMs }] }))).toEqual([]);
  });

  test("that are damaged are one alert a chain, with what was found", () => {
    const damaged = { ...set, isMissing: false, problem: "pg_data/base/1: wrong size." };
    const onTop = { ...damaged, label: "20261122-020000F_20261122-060000I" };
    const [found, ...others] = withResource({ troubledSets: [damaged, onTop] }).conditions;
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: "verification-failed" });
    expect(found?.summary).toContain("wrong size");
  });
});

describe("backups that take long (M25: an hour)", () => {
  test("are told while they still run", () => {
    const running = [{ operationId: "o", type: "full", startedAtMs: nowMs - 61 * minute }];
    const [found] = withResource({ runningBackups: running }).conditions;
    expect(found).toMatchObject({ rule: "duration-long", severity: "warning" });
    expect(found?.summary).toContain("has been running for 1 h 01 min; reported from 1 h");
  });

  test("and after they ended, until the next one of the type is within the limit", () => {
    expect(rulesOf(withResource({ backups: [{ operationId: "o", type: "full", ms: 61 * minute }] }))).toEqual(
      ["duration-long"],
    );
    expect(rulesOf(withResource({ backups: [{ operationId: "o", type: "full", ms: 59 * minute }] }))).toEqual(
      [],
    );
  });
});

describe("channels", () => {
  const channel: AlertFacts["channels"][number] = {
    id: "c",
    name: "on call",
    deadCount: 0,
    oldestPendingMs: null,
    lastFailure: "connection refused",
  };

  test("that gave a message up, or take none for a quarter of an hour, do not work", () => {
    const told = (changes: Partial<typeof channel>) =>
      rulesOf(observe({ ...quiet, channels: [{ ...channel, ...changes }] }));
    expect(told({ deadCount: 1 })).toEqual(["delivery-failing"]);
    expect(told({ oldestPendingMs: nowMs - 16 * minute })).toEqual(["delivery-failing"]);
    expect(told({ oldestPendingMs: nowMs - 14 * minute })).toEqual([]);
  });
});

test.each([
  ["not-put-back", "restore-failed", "critical", "A restore of orders-db failed: why"],
  [
    "no-copy",
    "restore-refused",
    "warning",
    "A copy of orders-db could not be made; orders-db itself was not touched: why",
  ],
  [
    "refused",
    "restore-refused",
    "warning",
    "A restore of orders-db did not begin; orders-db itself was not touched: why",
  ],
  [
    "put-back",
    "restore-refused",
    "warning",
    "A restore of orders-db was given up and orders-db put back as it was: why",
  ],
] as const)("a failed restore that ended “%s” is told as %s, %s", (end, rule, severity, summary) => {
  const failedRestores = [{ operationId: "o", end, message: "why", hint: null }];
  expect(withResource({ failedRestores }).conditions).toMatchObject([{ rule, severity, summary }]);
});
