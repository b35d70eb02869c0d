import { expect, test } from "vitest";
import { history, recordLsn, sampleHistory } from "#e2e/fixtures/sample-history.ts";
import { describeInstant } from "#lib/format/instant.ts";
import { type LocatableTarget, locateTarget } from "./locate-target.ts";
import { TargetError } from "./target-error.ts";

const second = 1_000_000n;

function locate(sample: ReturnType<typeof sampleHistory>, target: LocatableTarget) {
  return locateTarget(sample, target, sample.readEvents).catch((error: unknown) => {
    if (error instanceof TargetError) return error;
    throw error;
  });
}

test("an LSN outside is refused with the positions and the instants next to it, and those can be restored", async () => {
  const sample = history(["F3", "3", ".3", "3", "F3"]);
  const [below, inside, above] = ["0/10", recordLsn(3, 1), recordLsn(9, 0)];
  for (const [lsn, reason] of [
    [below, "before-window"],
    [inside, "in-gap"],
    [above, "beyond-window"],
  ] as const) {
    const refused = await locate(sample, { kind: "lsn", lsn });
    expect(refused).toMatchObject({ reason });
    if (!(refused instanceof TargetError)) continue;
    expect(refused.message.startsWith(`${lsn} cannot be restored`)).toBe(true);
    const { beforeLsn, afterLsn, beforeMicros, afterMicros } = refused.nearest;
    expect([beforeLsn, afterLsn].map((side) => side !== null)).toEqual([lsn !== below, lsn !== above]);
    for (const side of [beforeLsn, afterLsn]) {
      if (!side) continue;
      expect(refused.hint).toContain(side);
      expect(await locate(sample, { kind: "lsn", lsn: side })).not.toBeInstanceOf(TargetError);
    }
    for (const micros of [beforeMicros, afterMicros]) {
      if (micros === null) continue;
      expect(refused.hint).toContain(describeInstant(micros, "UTC"));
      expect(await locate(sample, { kind: "time", micros })).not.toBeInstanceOf(TargetError);
    }
  }
});

test("a restore point that is not there is answered with the newest that are, those that are nearly called so first", async () => {
  const { segments } = history(["F1", "1", "1", "1", "1", "1", "1"]);
  const names = ["Deploy", "b", "c", "d", "e", "f"];
  for (const [index, name] of names.entries()) {
    const segment = segments[index + 1];
    if (segment) segment.restorePoints = [{ name, atMicros: BigInt(index) * second }];
  }
  const refused = await locate(sampleHistory(segments), { kind: "name", name: "deploy" });
  const hint = refused instanceof TargetError ? refused.hint : "";
  expect(hint?.match(/“\w+”/g)).toEqual(["“Deploy”", "“f”", "“e”", "“d”", "“c”"]);
  const none = await locate(history(["F1", "1"]), { kind: "name", name: "deploy" });
  expect(none).toMatchObject({ hint: "Check the name, or choose a moment." });
});
