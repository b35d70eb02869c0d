import { describe, expect, it } from "vitest";
import { targetFromText, targetText } from "#components/restores/target-text.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";

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

  it.each(["", "soon", "time:yesterday", "lsn:zz", "name:", "set:", "time"])("ignores “%s”", (text) => {
    expect(targetFromText(text)).toBeNull();
  });
});
