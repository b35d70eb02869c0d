import { describe, expect, it } from "vitest";
import type { BackupSetDetail } from "#lib/backups/schema.ts";
import {
  byAge,
  chainDifference,
  chainWords,
  durationWords,
  rungDifference,
  sizeWords,
  walWords,
} from "./compare-words.ts";

const gib = 1024 ** 3;
const full: BackupSetDetail = {
  id: "0f6b1d9e-8f0a-4e43-9d5e-0d7a7f1f2a01",
  resourceId: "0f6b1d9e-8f0a-4e43-9d5e-0d7a7f1f2a00",
  resourceName: "orders-db",
  repository: { id: "0f6b1d9e-8f0a-4e43-9d5e-0d7a7f1f2aff", name: "vault" },
  label: "20261121-020000F",
  type: "full",
  priorLabel: null,
  state: "present",
  startedAtMicros: "1795269600000000",
  stoppedAtMicros: "1795270200000000",
  durationMs: 600_000,
  startLsn: "0/10000000",
  stopLsn: "0/10000100",
  timeline: 1,
  sizeBytes: 48 * gib,
  repositoryBytes: 12 * gib,
  rung: "restored",
  evidence: { storedAt: null, chainAt: null, walAt: null, checksummedAt: null, restoredAt: null },
  problem: null,
  holds: [],
  expired: null,
  operationId: null,
  generation: 1,
  references: [],
  startSegment: "000000010000000000000010",
  stopSegment: "000000010000000000000010",
  postgresVersion: "15",
  systemIdentifier: "744",
  hasPageErrors: false,
};
const incr: BackupSetDetail = {
  ...full,
  id: "0f6b1d9e-8f0a-4e43-9d5e-0d7a7f1f2a02",
  label: "20261121-020000F_20261121-060000I",
  type: "incr",
  priorLabel: full.label,
  references: [full.label],
  stoppedAtMicros: "1795284000000000",
  durationMs: 60_000,
  stopLsn: "0/50000100",
  rung: "WAL contiguous",
};

describe("two backup sets side by side", () => {
  it("stand in the order of time, however they were chosen", () => {
    expect(byAge(incr, full)).toEqual([full, incr]);
    expect(byAge(full, incr)).toEqual([full, incr]);
  });

  it("differ in time and size, by how much and by which share", () => {
    expect(durationWords([full, incr])).toBe("9 min shorter (−90 %)");
    expect(durationWords([full, full])).toBe("the same");
    expect(sizeWords(4 * gib, 5 * gib)).toBe("1.0 GiB more (+25 %)");
    expect(sizeWords(0, gib)).toBe("1.0 GiB more");
    expect(sizeWords(1_000_000, 1_000_001)).toBe("1 B more");
  });

  it("have WAL between them only on one line of one cluster", () => {
    expect(walWords([full, incr])).toBe("1.0 GiB of WAL between their ends");
    expect(walWords([full, { ...incr, timeline: 2 }])).toBe("on different timelines");
    expect(walWords([full, { ...incr, systemIdentifier: "745" }])).toBe("of different clusters");
    expect(walWords([full, { ...incr, resourceId: incr.id }])).toBe("of different resources");
  });

  it("say what each rests on, and what both would be lost with", () => {
    expect(chainWords(full)).toBe("needs no other set");
    expect(chainWords(incr)).toBe("needs 1 other set");
    expect(chainDifference([full, incr])).toBe("the newer one is built on the older one");
    const other = { ...incr, label: "20261121-020000F_20261121-100000I" };
    expect(chainDifference([incr, other])).toBe(`both rest on ${full.label}`);
    expect(chainDifference([full, { ...full, label: "20261122-020000F" }])).toMatch(
      /nothing in common: losing/,
    );
    expect(chainDifference([full, { ...incr, generation: 2 }])).toMatch(/different repositories/);
  });

  it("say what was seen of only one of them, by its own evidence", () => {
    const seen = (...rungs: (keyof BackupSetDetail["evidence"])[]) => ({
      ...full,
      evidence: {
        ...full.evidence,
        ...Object.fromEntries(rungs.map((rung) => [rung, "2026-11-22T14:00:00.000Z"])),
      },
    });
    expect(rungDifference([seen("storedAt", "restoredAt"), seen("storedAt")])).toBe(
      "only the older one: restored",
    );
    expect(rungDifference([seen("restoredAt"), seen("storedAt", "chainAt")])).toBe(
      "only the older one: restored · only the newer one: stored, chain complete",
    );
    expect(rungDifference([seen("storedAt"), seen("storedAt")])).toBe("the same rungs");
  });
});
