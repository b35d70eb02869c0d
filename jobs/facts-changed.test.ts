import { describe, expect, test } from "vitest";
import { factsChanged } from "#jobs/facts-changed.ts";
import type { ClusterFacts } from "#lib/resources/schema.ts";

const facts: ClusterFacts = {
  clusterState: "running",
  stateReason: null,
  version: "15.8",
  majorVersion: 15,
  sizeBytes: 48e9,
  sessions: 12,
  freeBytes: 90e9,
  startOptions: ["-c", "port=5432"],
  archiver: archiver(),
};
const at = new Date("2026-11-22T12:00:00Z");
const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const changed = (seen: Partial<ClusterFacts>, seconds = 5) =>
  factsChanged({ facts, at }, { ...facts, ...seen }, after(seconds));

describe("what is seen of a cluster is written down", () => {
  test("the first time", () => {
    expect(factsChanged({ facts: null, at: null }, facts, at)).toBe(true);
  });

  test("not again while only sizes, sessions and the newest segment moved", () => {
    expect(changed({ sizeBytes: 49e9, sessions: 13, freeBytes: 89e9 })).toBe(false);
    expect(changed({ archiver: { ...archiver(), lastArchivedSegment: "000000010000000000000006" } })).toBe(
      false,
    );
  });

  test("every 30 seconds all the same: when it was last seen must not look old", () => {
    expect(changed({}, 29)).toBe(false);
    expect(changed({}, 30)).toBe(true);
  });

  test.each<[string, Partial<ClusterFacts>]>([
    ["it stopped", { clusterState: "stopped" }],
    ["its files are gone", { clusterState: "gone", stateReason: "The data directory is gone." }],
    ["its version changed", { version: "15.9" }],
    ["its start options changed", { startOptions: [] }],
    ["archiving failed once more", { archiver: { ...archiver(), failedCount: 1 } }],
    ["archiving fails no more", { archiver: { ...archiver(), isFailing: true } }],
    ["the archiver can no longer be seen", { archiver: null }],
  ])("at once when %s", (_, seen) => {
    expect(changed(seen)).toBe(true);
  });
});

function archiver() {
  return {
    failedCount: 0,
    lastFailedSegment: null,
    lastArchivedSegment: "000000010000000000000005",
    isFailing: false,
  };
}
