import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { targetFromText, targetText } from "#components/restores/target-text.ts";
import { type RecoveryTarget, recoveryTarget } from "#lib/restores/schema.ts";

const targets: RecoveryTarget[] = [
  { kind: "latest" },
  { kind: "time", micros: "1795356190000001" },
  { kind: "lsn", lsn: "16/B374D848" },
  { kind: "lsn", lsn: "0/3000110", timeline: 2 },
  { kind: "name", name: "before: the deploy" },
  { kind: "name", name: "before deploy", timeline: 3 },
  { kind: "immediate", label: "20261122-020002F_20261122-120001I" },
];

describe("a recovery target in the URL", () => {
  it.each(targets)("survives a reload: %o", (target) => {
    expect(targetFromText(targetText(target))).toEqual(target);
  });

  it("names the same restore point after a reload, whatever its name looks like", () => {
    const likeTimeline = fc.tuple(fc.string(), fc.stringMatching(/^(@\d{0,12}){0,3}$/));
    const anyName = fc
      .oneof(
        fc.string({ unit: "grapheme" }),
        likeTimeline.map(([start, end]) => start + end),
      )
      .filter((name) => recoveryTarget.safeParse({ kind: "name", name }).success);
    const anyTimeline = fc.option(fc.integer({ min: 1, max: 0xffffffff }), { nil: undefined });
    fc.assert(
      fc.property(anyName, anyTimeline, (name, timeline) => {
        const target = { kind: "name" as const, name, ...(timeline === undefined ? {} : { timeline }) };
        expect(targetFromText(targetText(target))).toEqual(target);
      }),
    );
  });

  it.each(["v1@2", "v1@", "@", "@7", "user@host", "a@1@2"])(
    "keeps the restore point %s as it is called",
    (name) => {
      expect(targetFromText(targetText({ kind: "name", name }))).toEqual({ kind: "name", name });
      expect(targetFromText(targetText({ kind: "name", name, timeline: 3 }))).toEqual({
        kind: "name",
        name,
        timeline: 3,
      });
    },
  );

  it.each(["", "soon", "time:yesterday", "lsn:zz", "name:", "set:", "time"])("ignores “%s”", (text) => {
    expect(targetFromText(text)).toBeNull();
  });
});
