import { z } from "zod";

const split = z.object({
  approvalMs: z.number(),
  queueMs: z.number(),
  safetyMs: z.number(),
  restoreMs: z.number(),
  replayMs: z.number(),
  validationMs: z.number(),
  dataBytes: z.number().nullish(),
});

/** In the order they happen; "rest" is what no phase accounts for, so that they add up. */
export const restorePhaseNames = ["approval", "queue", "safety", "copy", "replay", "check", "rest"] as const;

export interface MeasuredSplit {
  phases: { name: string; ms: number }[];
  dataBytes: number | null;
}

/** The phases that a measured restore went through. One that was not split counts as copied all along. */
export function restorePhases(details: unknown, totalMs: number): MeasuredSplit {
  const parsed = split.safeParse(details);
  if (!parsed.success) return { phases: [{ name: "copy", ms: totalMs }], dataBytes: null };
  const known = [
    { name: "approval", ms: parsed.data.approvalMs },
    { name: "queue", ms: parsed.data.queueMs },
    { name: "safety", ms: parsed.data.safetyMs },
    { name: "copy", ms: parsed.data.restoreMs },
    { name: "replay", ms: parsed.data.replayMs },
    { name: "check", ms: parsed.data.validationMs },
  ];
  const restMs = totalMs - known.reduce((sum, { ms }) => sum + ms, 0);
  return {
    phases: [...known, { name: "rest", ms: restMs }].filter(({ ms }) => ms > 0),
    dataBytes: parsed.data.dataBytes ?? null,
  };
}
