import { SAMPLE_FRESH_MICROS } from "#lib/objectives/rules.ts";
import type { LiveRpo } from "#lib/overview/schema.ts";

/**
 * What would be lost at `atMs` (the server's clock), in milliseconds. Until the next sample nothing more is known to
 * have become safe, so a loss grows with the clock; where nothing was at risk, nothing is until a sample says so.
 * Null when unknown: also when the sample has become too old meanwhile to say anything.
 */
export function lossAt(rpo: LiveRpo, atMs: number): number | null {
  if (rpo.kind === "unknown") return null;
  if (atMs - toMs(rpo.sampledAtMicros) > Number(SAMPLE_FRESH_MICROS / 1000n)) return null;
  if (rpo.lossMs === 0) return 0;
  return Math.max(rpo.lossMs, atMs - toMs(rpo.safeMicros));
}

function toMs(micros: string): number {
  return Number(BigInt(micros) / 1000n);
}

/** How a measured value stands against its objective; no objective is no verdict. */
export function standing(valueMs: number, targetSeconds: number | null): "good" | "warn" | "bad" | "accent" {
  if (targetSeconds === null) return "accent";
  const ratio = valueMs / (targetSeconds * 1000);
  if (ratio > 1) return "bad";
  return ratio > 0.8 ? "warn" : "good";
}
