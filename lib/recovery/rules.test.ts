import fc from "fast-check";
import { expect, test } from "vitest";
import { nameOf, recordLsn, type SampleSegment, sampleHistory } from "#e2e/fixtures/sample-history.ts";
import { type CommitBounds, commitBoundsOf } from "./commit-bounds.ts";
import { locateTarget } from "./locate-target.ts";
import { computeRecoveryWindow, openGap, segmentsNeedingBounds } from "./rules.ts";
import type { RecoveryWindow } from "./schema.ts";
import { TargetError } from "./target-error.ts";
import { isWalContiguous, isWalWhole } from "./wal-contiguous.ts";

const second = 1_000_000n;

function segment(number: number, more: Partial<SampleSegment> = {}): SampleSegment {
  const at = BigInt(number) * 100n * second;
  return {
    timeline: 1,
    number,
    commits: [at + second],
    isArchived: true,
    archivedAtMicros: at + 2n * second,
    ...more,
  };
}

const withSet = (number: number, more: Partial<SampleSegment> = {}) =>
  segment(number, {
    set: { label: `set-${number}`, stoppedAtMicros: BigInt(number) * 100n * second - second },
    ...more,
  });

type Sample = ReturnType<typeof sampleHistory>;

/** As if a verification had found these segments damaged. */
function damage(sample: Sample, numbers: number[]): Sample {
  const names = numbers.map((number) => nameOf({ timeline: 1, number }));
  const isDamaged = ({ name }: { name: string }) => names.includes(name);
  const { segments } = sample.archive;
  return {
    ...sample,
    archive: {
      ...sample.archive,
      segments: segments.filter((each) => !isDamaged(each)),
      damaged: { segments: segments.filter(isDamaged), foundAtMicros: 9_000n * second },
    },
    readEvents: (each) => {
      if (isDamaged(each)) throw new Error("damaged WAL was read");
      return sample.readEvents(each);
    },
  };
}

/** As a worker does it: read what is asked for, until nothing is. */
async function windowOf(sample: Sample, safeUntilMicros: bigint | null = null) {
  const commitBounds = new Map<string, CommitBounds | null>();
  const input = { ...sample, commitBounds, nowMicros: 1n, safeUntilMicros };
  for (;;) {
    const wanted = segmentsNeedingBounds(input);
    if (wanted.length === 0) break;
    for (const each of wanted) commitBounds.set(each.name, commitBoundsOf(await sample.readEvents(each)));
  }
  return { window: computeRecoveryWindow(input), boundsRead: commitBounds.size };
}

const micros = (value: bigint) => value.toString();

test("without a hole there is one range, from the first usable set to the last commit", async () => {
  const { window, boundsRead } = await windowOf(
    sampleHistory([1, 2].map((n) => segment(n)).concat(withSet(3), segment(4))),
  );
  expect(window.gaps).toEqual([]);
  expect(window.ranges).toEqual([
    {
      timeline: 1,
      baseLabel: "set-3",
      fromLsn: "0/3000100",
      toLsn: "0/5000000",
      fromMicros: micros(300n * second),
      toMicros: micros(401n * second),
      baseLabels: ["set-3"],
      reachesEnd: true,
    },
  ]);
  expect(window.newest).toEqual({
    lsn: "0/5000000",
    segment: "000000010000000000000004",
    commitMicros: micros(401n * second),
    timeline: 1,
  });
  expect(boundsRead).toBe(1);
});

test("a missing segment ends the range, and only a later set begins the next one", async () => {
  const lost = [withSet(1), segment(2), segment(3, { isArchived: false }), segment(4), segment(5)];
  const { window } = await windowOf(sampleHistory(lost));
  expect(window.ranges).toMatchObject([
    { baseLabel: "set-1", toLsn: "0/3000000", toMicros: micros(201n * second) },
  ]);
  expect(window.gaps).toMatchObject([
    {
      afterSegment: "000000010000000000000002",
      beforeSegment: "000000010000000000000004",
      missingSegments: 1,
      fromMicros: micros(201n * second),
      toMicros: null,
    },
  ]);
  expect(window.newest).toMatchObject({ lsn: "0/3000000", segment: "000000010000000000000002" });

  const { window: healed } = await windowOf(sampleHistory([...lost, withSet(6), segment(7)]));
  expect(healed.ranges).toMatchObject([
    { baseLabel: "set-1" },
    { baseLabel: "set-6", toMicros: micros(701n * second) },
  ]);
  expect(healed.gaps).toMatchObject([{ toMicros: micros(600n * second) }]);
  expect(healed.newest).toMatchObject({ lsn: "0/8000000" });
});

test("a set with a hole in its own WAL, or whose full set is gone, begins no range", async () => {
  const torn = withSet(2, { isArchived: false });
  const orphan = withSet(4, { set: { label: "orphan", stoppedAtMicros: 0n, references: ["gone"] } });
  const { window } = await windowOf(sampleHistory([segment(1), torn, segment(3), orphan]));
  expect(window.ranges).toEqual([]);
  expect(window.newest).toBeNull();
});

test("a hole from before the oldest set is nobody's loss", async () => {
  const { window } = await windowOf(sampleHistory([segment(1), segment(3), withSet(4), segment(5)]));
  expect(window.gaps).toEqual([]);
  expect(window.ranges).toHaveLength(1);
});

test("a damaged segment is a hole, also at the end, and who found it is said", async () => {
  const whole = sampleHistory([withSet(1), segment(2), segment(3), segment(4)]);
  const damaged = [{ timeline: 1, missingSegments: 1, toMicros: null }];
  const inside = await windowOf(damage(whole, [3]), 9_000n * second);
  expect(inside.window.gaps).toMatchObject(damaged);
  expect(inside.window.gaps[0]?.reason).toBe(
    "WAL segments are damaged, found by the verification of 1970-01-01 02:30:00 UTC.",
  );
  expect(inside.window.newest).toMatchObject({ lsn: "0/3000000" });
  const atEnd = await windowOf(damage(whole, [4]), 9_000n * second);
  expect(atEnd.window.gaps).toMatchObject(damaged);
  // The proof that everything was archived was of WAL that turned out to be damaged.
  expect(atEnd.window.ranges).toMatchObject([{ toLsn: "0/4000000", toMicros: micros(301n * second) }]);
  const both = sampleHistory([withSet(1), segment(2, { isArchived: false }), segment(3), segment(4)]);
  const [gap] = (await windowOf(damage(both, [3]))).window.gaps;
  expect(gap?.missingSegments).toBe(2);
  expect(gap?.reason).toMatch(/^WAL segments are missing from the repository. WAL segments are damaged, /);
});

test("a gap on history that a restore left asks for no backup", async () => {
  const torn = [withSet(1), segment(2), segment(3), segment(5)];
  expect(openGap((await windowOf(sampleHistory(torn))).window)).toMatchObject({ timeline: 1 });
  const branch = [2, 3].map((number) => segment(number, { timeline: 2 }));
  const histories = [{ timeline: 2, ancestors: [{ timeline: 1, switchLsn: recordLsn(2, 0) }] }];
  const { window } = await windowOf(sampleHistory([...torn, ...branch], histories));
  expect(window.gaps).toMatchObject([{ timeline: 1, toMicros: null }]);
  expect(openGap(window)).toBeNull();
});

test("what a promotion that lost its power left in the archive is no history", async () => {
  const sample = sampleHistory([withSet(1), segment(2), segment(3), segment(2, { timeline: 2 })]);
  const { window } = await windowOf(sample);
  expect(window.ranges).toMatchObject([{ timeline: 1, toLsn: "0/4000000" }]);
  expect(window.gaps).toEqual([]);
});

test("archiving that began anew on a later timeline is history without a history file", async () => {
  const later = [segment(2, { timeline: 3 }), withSet(3, { timeline: 3 }), segment(4, { timeline: 3 })];
  const { window } = await windowOf(sampleHistory([withSet(1), ...later]));
  expect(window.ranges[0]).toMatchObject({ timeline: 3, baseLabel: "set-3" });
});

test("an idle end counts as far as it was proven", async () => {
  const sample = sampleHistory([withSet(1), segment(2), segment(3, { commits: [] })]);
  expect((await windowOf(sample)).window.ranges).toMatchObject([{ toMicros: micros(201n * second) }]);
  const proven = await windowOf(sample, 9_000n * second);
  expect(proven.window.ranges).toMatchObject([{ toMicros: micros(9_000n * second) }]);
  expect(proven.window.newest).toMatchObject({ commitMicros: micros(201n * second) });
});

test("after a restore the new line of history continues the old one, whose end stays restorable on its own", async () => {
  const old = [withSet(1), segment(2), segment(3)];
  const branch = [2, 3, 4].map((number) =>
    segment(number, {
      timeline: 2,
      commits: [BigInt(number) * 1_000n * second],
      archivedAtMicros: 5_000n * second,
    }),
  );
  const sample = sampleHistory(
    [...old, ...branch],
    [{ timeline: 2, ancestors: [{ timeline: 1, switchLsn: recordLsn(2, 0) }] }],
  );
  const { window } = await windowOf(sample);
  expect(window.currentTimeline).toBe(2);
  expect(window.ranges).toMatchObject([
    {
      timeline: 2,
      baseLabel: "set-1",
      fromLsn: "0/1000100",
      toLsn: "0/5000000",
      toMicros: micros(4_000n * second),
    },
    {
      timeline: 1,
      baseLabel: "set-1",
      fromLsn: recordLsn(2, 0),
      toLsn: "0/4000000",
      toMicros: micros(301n * second),
    },
  ]);
  expect(window.gaps).toEqual([]);
});

test("sets of an earlier incarnation of the cluster do not count", async () => {
  const sample = sampleHistory([withSet(1), segment(2)]);
  const sets = sample.sets.map((set) => ({ ...set, systemIdentifier: "9" }));
  expect((await windowOf({ ...sample, sets })).window.ranges).toEqual([]);
});

/** What the WAL says of each set: whether it can be restored, and whether to the end of its history too. */
const walOf = (sets: Sample["sets"], window: RecoveryWindow) =>
  Object.fromEntries(
    sets.map((set) => [
      set.label,
      isWalContiguous(set, window) ? "to the end" : isWalWhole(set, window) ? "its own" : "none",
    ]),
  );

test("the WAL of a set is that of its own line of history, whatever positions another line has", async () => {
  const wal = async (lost: SampleSegment[]) => {
    const branch = [2, 3, 4, 5].map((number) => segment(number, { timeline: 2 }));
    const sample = sampleHistory(
      [withSet(1), segment(2), ...lost, ...branch],
      [{ timeline: 2, ancestors: [{ timeline: 1, switchLsn: recordLsn(2, 0) }] }],
    );
    const foreign = sample.sets.map((set) => ({
      ...set,
      label: `other-${set.label}`,
      systemIdentifier: "9",
    }));
    const sets = [...sample.sets, ...foreign];
    return walOf(sets, (await windowOf({ ...sample, sets })).window);
  };
  const others = { "other-set-1": "none", "other-set-3": "none" };
  expect(await wal([withSet(3)])).toEqual({ "set-1": "to the end", "set-3": "to the end", ...others });
  expect(await wal([withSet(3), segment(5)])).toMatchObject({ "set-1": "to the end", "set-3": "its own" });
  expect(await wal([withSet(3, { isArchived: false }), segment(4)])).toMatchObject({ "set-3": "none" });
});

test("an empty archive has an empty window", async () => {
  const { window } = await windowOf(sampleHistory([]));
  expect(window).toMatchObject({ ranges: [], gaps: [], newest: null, currentTimeline: 1 });
});

const isMostly = fc.integer({ min: 0, max: 6 }).map((n) => n > 0);
const anyPattern = fc.array(fc.record({ hasSet: fc.boolean(), isArchived: isMostly, isSound: isMostly }), {
  minLength: 1,
  maxLength: 30,
});

const build = (pattern: { hasSet: boolean; isArchived: boolean; isSound: boolean }[]) =>
  damage(
    sampleHistory(
      pattern.map(({ hasSet, isArchived }, at) => (hasSet ? withSet : segment)(at + 1, { isArchived })),
    ),
    pattern.flatMap(({ isSound }, at) => (isSound ? [] : [at + 1])),
  );

test("both ends of every range can be restored to, and nothing inside a gap can", async () => {
  await fc.assert(
    fc.asyncProperty(anyPattern, async (pattern) => {
      const sample = build(pattern);
      const { window } = await windowOf(sample);
      for (const range of window.ranges) {
        for (const at of [range.fromMicros, range.toMicros]) {
          await locateTarget(sample, { kind: "time", micros: at }, sample.readEvents);
        }
      }
      if (window.gaps.some(({ toMicros }) => toMicros === null)) {
        await expect(locateTarget(sample, { kind: "latest" }, sample.readEvents)).rejects.toThrow(
          TargetError,
        );
      }
      for (const gap of window.gaps) {
        const at = BigInt(gap.fromMicros) + 1n;
        const located = await locateTarget(sample, { kind: "time", micros: at }, sample.readEvents).catch(
          (error: unknown) => error,
        );
        expect(located).toBeInstanceOf(TargetError);
      }
    }),
    { numRuns: 500 },
  );
});

test("a set's own WAL is whole where it can be restored at all, and contiguous where nothing after is missing", async () => {
  await fc.assert(
    fc.asyncProperty(anyPattern, async (pattern) => {
      const sample = build(pattern);
      const { window } = await windowOf(sample);
      const end = pattern.findLastIndex(({ isArchived }) => isArchived) + 1;
      for (const set of sample.sets) {
        const target = { kind: "immediate", label: set.label } as const;
        const canRestore = await locateTarget(sample, target, sample.readEvents).then(
          () => true,
          () => false,
        );
        const place = Number(set.label.slice("set-".length)) - 1;
        const isUnbroken = pattern.slice(place, end).every((each) => each.isArchived && each.isSound);
        expect(walOf([set], window)).toEqual({
          [set.label]: !canRestore ? "none" : isUnbroken ? "to the end" : "its own",
        });
      }
    }),
    { numRuns: 500 },
  );
});

test("ranges and gaps alternate and never overlap", async () => {
  await fc.assert(
    fc.asyncProperty(anyPattern, async (pattern) => {
      const { window } = await windowOf(build(pattern));
      const edges = window.ranges.flatMap(({ fromMicros, toMicros }) => [
        BigInt(fromMicros),
        BigInt(toMicros),
      ]);
      expect(edges).toEqual([...edges].sort((a, b) => Number(a - b)));
      expect(isCovered(window)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

/** Between two ranges there is always a gap that says why. */
function isCovered({ ranges, gaps }: RecoveryWindow): boolean {
  return ranges.slice(1).every((range, index) => {
    const previous = ranges[index];
    return gaps.some(
      ({ fromMicros, toMicros }) => fromMicros === previous?.toMicros && toMicros === range.fromMicros,
    );
  });
}
