import { expect, test } from "vitest";
import { wasRunSince } from "./was-run-since.ts";

const left = { state: "shut down", checkpointLsn: "0/9000028", timeline: 2, isRunning: false };

test.each([
  ["was left alone", {}, false],
  ["is being started", { isRunning: true }, true],
  ["was started and lost its power", { state: "in production" }, true],
  ["was started and stopped", { checkpointLsn: "0/A000028" }, true],
  ["counts its WAL in numbers, not letters", { checkpointLsn: "1/28" }, true],
  ["was restored and not yet started", { state: "in production", checkpointLsn: "0/4000060" }, false],
  ["was restored from another timeline", { checkpointLsn: "0/F000028", timeline: 1 }, false],
  [
    "replays what was archived",
    { state: "in archive recovery", checkpointLsn: "0/9000028", isRunning: true },
    false,
  ],
])("a cluster that %s", (_, found, expected) => {
  expect(wasRunSince(left, { ...left, ...found })).toBe(expected);
});
