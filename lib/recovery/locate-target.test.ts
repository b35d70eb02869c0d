import fc from "fast-check";
import { expect, test } from "vitest";
import { history, recordLsn, type SampleSegment, sampleHistory } from "#e2e/fixtures/sample-history.ts";
import { maxOf } from "#lib/format/bigint.ts";
import { compareLsn, parseLsn } from "#lib/format/lsn.ts";
import { type LocatableTarget, type LocatedTarget, type LocateInput, locateTarget } from "./locate-target.ts";
import { TargetError } from "./target-error.ts";

const second = 1_000_000n;

async function locate(
  input: LocateInput & { readEvents: ReturnType<typeof sampleHistory>["readEvents"] },
  target: LocatableTarget,
): Promise<LocatedTarget | TargetError> {
  return locateTarget(input, target, input.readEvents).catch((error: unknown) => {
    if (error instanceof TargetError) return error;
    throw error;
  });
}

const at = (segments: SampleSegment[], segment: number, commit: number) => {
  const micros = segments[segment - 1]?.commits[commit];
  if (micros === undefined) throw new Error("no such commit");
  return micros;
};

test("an instant stops at the last commit before it, inclusive, from the latest set that ends before", async () => {
  const sample = history(["3", "F3", "3", "F3", "3"]);
  const { segments } = sample;
  for (const micros of [at(segments, 4, 1), at(segments, 4, 1) + 1n, at(segments, 4, 2) - 1n]) {
    expect(await locate(sample, { kind: "time", micros })).toEqual({
      stop: { kind: "lsn", lsn: recordLsn(4, 1), inclusive: true, timeline: 1 },
      label: "set-4",
      commitMicros: at(segments, 4, 1),
    });
  }
  const before = at(segments, 4, 1) - 1n;
  expect(await locate(sample, { kind: "time", micros: before })).toMatchObject({
    stop: { lsn: recordLsn(4, 0) },
  });
});

test("an instant with no commit since the set is the set itself", async () => {
  const sample = history(["3", "F3", "3"]);
  const micros = at(sample.segments, 2, 0) - 1n;
  expect(await locate(sample, { kind: "time", micros })).toEqual({
    stop: { kind: "immediate", timeline: 1 },
    label: "set-2",
    commitMicros: at(sample.segments, 1, 2),
  });
});

test("an instant before the first consistent point is refused, with the first one that can be reached", async () => {
  const sample = history(["3", "F3", "3"]);
  const refused = await locate(sample, { kind: "time", micros: at(sample.segments, 1, 2) - 1n });
  expect(refused).toMatchObject({
    code: "PRECONDITION",
    reason: "before-window",
    nearest: { beforeMicros: null },
  });
  const nearest = refused instanceof TargetError ? refused.nearest.afterMicros : null;
  expect(await locate(sample, { kind: "time", micros: nearest ?? 0n })).toMatchObject({ label: "set-2" });
});

test("an instant before a set is not mistaken for the set when the WAL before it is gone", async () => {
  const sample = history(["3", ".3", "F", "3"]);
  const micros = at(sample.segments, 2, 0);
  expect(await locate(sample, { kind: "time", micros })).toMatchObject({ reason: "before-window" });
});

test("an instant inside a gap is refused with both sides, and both sides can be restored", async () => {
  const sample = history(["F3", "3", ".3", "3", "F3"]);
  const { segments } = sample;
  for (const micros of [at(segments, 2, 2) + 1n, at(segments, 3, 1), at(segments, 4, 1)]) {
    const refused = await locate(sample, { kind: "time", micros });
    expect(refused).toMatchObject({ reason: "in-gap", nearest: { beforeMicros: at(segments, 2, 2) } });
    if (!(refused instanceof TargetError)) continue;
    for (const side of [refused.nearest.beforeMicros, refused.nearest.afterMicros]) {
      expect(await locate(sample, { kind: "time", micros: side ?? 0n })).not.toBeInstanceOf(TargetError);
    }
  }
});

test("latest is refused while the newest changes lie behind a gap", async () => {
  const sample = history(["F3", "3", ".3", "3"]);
  expect(await locate(sample, { kind: "latest" })).toMatchObject({
    reason: "in-gap",
    nearest: { beforeMicros: at(sample.segments, 2, 2), afterMicros: null },
  });
});

test("latest is the last commit, or the set when nothing was committed since", async () => {
  const busy = history(["3", "F3", "2", "0"]);
  expect(await locate(busy, { kind: "latest" })).toMatchObject({
    stop: { lsn: recordLsn(3, 1) },
    label: "set-2",
  });
  const idle = history(["3", "F0", "0"]);
  expect(await locate(idle, { kind: "latest" })).toMatchObject({
    stop: { kind: "immediate" },
    label: "set-2",
  });
});

test("an instant after the last commit counts only as far as the archive is known to reach", async () => {
  const sample = history(["F3", "3"]);
  const last = at(sample.segments, 2, 2);
  const late = last + 60n * second;
  expect(await locate(sample, { kind: "time", micros: last })).toMatchObject({
    stop: { lsn: recordLsn(2, 2) },
  });
  expect(await locate(sample, { kind: "time", micros: late })).toMatchObject({
    reason: "beyond-window",
    nearest: { beforeMicros: last },
  });
  const proven = { ...sample, safeUntilMicros: late };
  expect(await locate(proven, { kind: "time", micros: late })).toMatchObject({
    stop: { lsn: recordLsn(2, 2) },
    commitMicros: last,
  });
  expect(await locate(proven, { kind: "time", micros: late + 1n })).toMatchObject({
    reason: "beyond-window",
  });
});

test("an LSN between two records means the commits up to there", async () => {
  const sample = history(["F3", "3"]);
  const between = `0/${(parseLsn(recordLsn(2, 1)) + 0x80n).toString(16)}`;
  expect(await locate(sample, { kind: "lsn", lsn: between })).toMatchObject({
    stop: { lsn: recordLsn(2, 1) },
  });
  expect(await locate(sample, { kind: "lsn", lsn: recordLsn(2, 1) })).toMatchObject({
    stop: { lsn: recordLsn(2, 1) },
  });
  expect(await locate(sample, { kind: "lsn", lsn: recordLsn(9, 0) })).toMatchObject({
    reason: "beyond-window",
  });
});

test("a restore point is found by name, the newest of that name first, or the one at its LSN", async () => {
  const { segments } = history(["F3", "3", "F3", "3"]);
  for (const number of [2, 4]) {
    const segment = segments[number - 1];
    if (segment) segment.restorePoints = [{ name: "deploy", atMicros: 0n }];
  }
  const sample = sampleHistory(segments);
  expect(await locate(sample, { kind: "name", name: "deploy" })).toMatchObject({
    stop: { kind: "name", lsn: recordLsn(4, 3) },
    label: "set-3",
    commitMicros: at(segments, 4, 2),
  });
  const older = await locate(sample, { kind: "name", name: "deploy", lsn: recordLsn(2, 3) });
  expect(older).toMatchObject({ stop: { lsn: recordLsn(2, 3) }, label: "set-1" });
  expect(await locate(sample, { kind: "name", name: "Deploy" })).toMatchObject({
    reason: "unknown-target",
    message: "No restore point is called “Deploy” in the archive.",
    hint: "Capital and small letters matter. There is “deploy” (1970-01-01 00:00:00 UTC). Or choose a moment.",
  });
});

test("a set that builds on one that is gone, or lacks WAL of its own, is not used", async () => {
  const { segments } = history(["F3", "F3", ".F3", "3"]);
  const second = segments[1];
  if (second?.set) second.set.references = ["gone"];
  const sample = sampleHistory(segments);
  expect(await locate(sample, { kind: "lsn", lsn: recordLsn(2, 1) })).toMatchObject({ label: "set-1" });
  expect(await locate(sample, { kind: "immediate", label: "set-2" })).toMatchObject({
    reason: "unknown-target",
  });
  expect(await locate(sample, { kind: "immediate", label: "set-3" })).toMatchObject({
    reason: "unknown-target",
  });
  expect(await locate(sample, { kind: "immediate", label: "set-1" })).toMatchObject({ label: "set-1" });
});

test("after a restore the abandoned line of history can still be restored to, by naming its timeline", async () => {
  const old = history(["F3", "3", "3"]).segments;
  const branch: SampleSegment[] = [2, 3].map((number) => ({
    timeline: 2,
    number,
    // The successor's first segment begins with a copy of what it shares.
    commits: number === 2 ? [at(old, 2, 0), 5_000n * second] : [5_001n * second],
    isArchived: true,
    archivedAtMicros: 5_002n * second,
  }));
  const sample = sampleHistory(
    [...old, ...branch],
    [{ timeline: 2, ancestors: [{ timeline: 1, switchLsn: recordLsn(2, 1) }] }],
  );
  expect(await locate(sample, { kind: "latest" })).toMatchObject({
    stop: { lsn: recordLsn(3, 0), timeline: 2 },
    commitMicros: 5_001n * second,
  });
  // Shared, but the file it is read from is the successor's.
  expect(await locate(sample, { kind: "time", micros: at(old, 2, 0) })).toMatchObject({
    stop: { lsn: recordLsn(2, 0), timeline: 2 },
  });
  expect(await locate(sample, { kind: "time", micros: at(old, 1, 1) })).toMatchObject({
    stop: { timeline: 1 },
  });
  expect(await locate(sample, { kind: "time", micros: at(old, 3, 1), timeline: 1 })).toMatchObject({
    stop: { lsn: recordLsn(3, 1), timeline: 1 },
  });
});

test("thousands of segments are searched by reading a few", async () => {
  const sample = history(["F3", ...Array.from({ length: 4_000 }, () => "2")]);
  const micros = at(sample.segments, 2_900, 1);
  expect(await locate(sample, { kind: "time", micros })).toMatchObject({
    stop: { lsn: recordLsn(2_900, 1) },
  });
  expect(sample.reads.length).toBeLessThan(40);
});

/** Commits that the cluster holds after this recovery, from the whole true WAL: the set's own and those replayed. */
function restored(segments: SampleSegment[], located: LocatedTarget): bigint[] {
  const base = segments.find(({ set }) => set?.label === located.label);
  if (!base) throw new Error("an unknown set was chosen");
  const { stop } = located;
  return segments.flatMap(({ number, commits }) =>
    commits.filter((_, index) => {
      if (number < base.number) return true;
      return stop.kind !== "immediate" && compareLsn(recordLsn(number, index), stop.lsn) <= 0;
    }),
  );
}

/** Everything in WAL order before the first commit later than the instant: what PostgreSQL itself would restore. */
function expected(segments: SampleSegment[], micros: bigint): bigint[] {
  const all = segments.flatMap(({ commits }) => commits);
  const crossing = all.findIndex((commit) => commit > micros);
  return crossing < 0 ? all : all.slice(0, crossing);
}

const anySegment = fc.record({
  gaps: fc.array(
    fc.oneof(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1, max: 4_000_000 })).map(BigInt),
    { maxLength: 4 },
  ),
  hasSet: fc.boolean(),
  isArchived: fc.integer({ min: 0, max: 6 }).map((value) => value > 0),
});

const anyHistory = fc.record({
  segments: fc.array(anySegment, { minLength: 1, maxLength: 25 }),
  /** A commit's time may be taken this long before its record is written. */
  disorder: fc.array(fc.integer({ min: 0, max: 2_000_000 }).map(BigInt), { minLength: 120, maxLength: 120 }),
  pick: fc.integer({ min: 0, max: 1_000_000 }),
  offset: fc.constantFrom(-1n, 0n, 1n, 500_000n, -500_000n),
  proof: fc.option(fc.integer({ min: 0, max: 10_000_000 }).map(BigInt), { nil: null }),
});

function build(given: { gaps: bigint[]; hasSet: boolean; isArchived: boolean }[], disorder: bigint[]) {
  let now = 1_000n * second;
  let index = 0;
  return given.map(({ gaps, hasSet, isArchived }, at): SampleSegment => {
    if (hasSet) now += 5n * second;
    const stoppedAtMicros = (now / second) * second;
    if (hasSet) now += 3n * second;
    const commits = gaps.map((gap) => {
      now += gap;
      index += 1;
      return now - (disorder[index % disorder.length] ?? 0n);
    });
    return {
      timeline: 1,
      number: at + 1,
      commits,
      ...(hasSet ? { set: { label: `set-${at + 1}`, stoppedAtMicros } } : {}),
      isArchived,
      archivedAtMicros: now,
    };
  });
}

test("whatever the WAL looks like, a located instant restores exactly what PostgreSQL would, from archived WAL only", async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, fc.boolean(), async (given, isDisordered) => {
      // Disorder across a hole cannot be seen by anybody; the two are tried apart.
      const segments = build(
        given.segments.map((segment) => ({ ...segment, isArchived: segment.isArchived || isDisordered })),
        isDisordered ? given.disorder : [0n],
      );
      const commits = segments.flatMap((segment) => segment.commits);
      const chosen = commits[given.pick % Math.max(1, commits.length)] ?? 1_000n * second;
      const micros = chosen + given.offset;
      const sample = sampleHistory(segments);
      const newest = commits.reduce(maxOf, 0n);
      // A proof is only ever given when the archive has no hole at its end.
      const safeUntilMicros =
        given.proof !== null && segments.at(-1)?.isArchived ? newest + given.proof : null;
      const located = await locate({ ...sample, safeUntilMicros }, { kind: "time", micros });
      if (located instanceof TargetError) {
        expect(isReachable(segments, micros)).toBe(false);
        return;
      }
      expect(restored(segments, located)).toEqual(expected(segments, micros));
      expect(missingOnTheWay(segments, located)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

function missingOnTheWay(segments: SampleSegment[], { stop, label }: LocatedTarget): number[] {
  const from = segments.findIndex(({ set }) => set?.label === label);
  const until =
    stop.kind === "immediate"
      ? from
      : segments.findIndex(({ number }) => compareLsn(recordLsn(number + 1, -16), stop.lsn) > 0);
  return segments.slice(from, until + 1).flatMap(({ isArchived, number }) => (isArchived ? [] : [number]));
}

/** By brute force: some set, and archived WAL from it to the first commit that must not be there any more. */
function isReachable(segments: SampleSegment[], micros: bigint): boolean {
  const crossing = segments.findIndex(({ commits }) => commits.some((commit) => commit > micros));
  if (crossing < 0) return false;
  const usable = segments.flatMap(({ set, isArchived }, index) =>
    set && isArchived && index <= crossing ? [index] : [],
  );
  return usable.some((index) => {
    const way = segments.slice(index, crossing + 1);
    // A clock that cannot tell: the set's own instant is known to the second only.
    const isClear = segments
      .slice(0, index)
      .some(({ commits, isArchived }) => commits.length > 0 && isArchived);
    return way.every(({ isArchived }) => isArchived) && isClear && isRunConnected(segments, index);
  });
}

/** Some commit before the set is in the same run of WAL, so that the set's place in time is certain. */
function isRunConnected(segments: SampleSegment[], index: number): boolean {
  for (let at = index - 1; at >= 0; at -= 1) {
    const segment = segments[at];
    if (!segment?.isArchived) return false;
    if (segment.commits.length > 0) return true;
  }
  return false;
}
