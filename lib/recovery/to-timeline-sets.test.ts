import { describe, expect, it } from "vitest";
import type { RecoveryWindow } from "#lib/recovery/schema.ts";
import { type TimelineSetRow, toTimelineSets } from "#lib/recovery/to-timeline-sets.ts";

const stored = new Date("2026-11-22T02:00:00Z");

function row(label: string, changes: Partial<TimelineSetRow> = {}): TimelineSetRow {
  return {
    repositoryId: "local",
    label,
    type: "full",
    priorLabel: null,
    state: "present",
    stoppedAtMicros: 1n,
    stopLsn: "0/2000100",
    timeline: 1,
    repositoryBytes: 1n,
    storedAt: stored,
    chainAt: null,
    walAt: null,
    checksummedAt: null,
    restoredAt: null,
    problem: null,
    ...changes,
  };
}

function range(timeline: number, fromLsn: string) {
  return { timeline, baseLabel: "F", fromLsn, toLsn: "0/9000000", fromMicros: "0", toMicros: "9" };
}

const putBack: RecoveryWindow = {
  repositoryId: "local",
  computedAtMicros: "9",
  currentTimeline: 2,
  ranges: [range(2, "0/2000100"), range(1, "0/5000000")],
  gaps: [],
  newest: null,
};

describe("sets on a timeline", () => {
  it("say where the set is that they build on, in their own repository", () => {
    const sets = toTimelineSets(
      [
        row("I", { type: "incr", priorLabel: "F" }),
        row("F", { repositoryId: "s3" }),
        row("F"),
        row("J", { type: "incr", priorLabel: "expired" }),
      ],
      [],
    );
    expect(sets.map((set) => set.prior)).toEqual([2, null, null, null]);
  });

  it("are off the current line when they were taken after the moment that a restore went back to", () => {
    const rows = [
      row("before", { stopLsn: "0/4000000" }),
      row("after", { stopLsn: "0/6000000" }),
      row("since", { stopLsn: "0/7000000", timeline: 2 }),
      row("elsewhere", { stopLsn: "0/6000000", repositoryId: "s3" }),
    ];
    expect(toTimelineSets(rows, [putBack]).map((set) => set.isOnCurrentLine)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it("are never green when they are gone", () => {
    const [gone] = toTimelineSets([row("F", { state: "missing" })], []);
    expect(gone).toMatchObject({ rung: null, problem: "no longer in its repository" });
  });
});
