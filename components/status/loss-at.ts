import type { LiveRpo } from "#lib/overview/schema.ts";

/**
 * What would be lost at `atMs`, in milliseconds. Between two samples nothing is known to have become safe, so
 * the loss of the last sample grows with the clock until the next one arrives. Null when unknown.
 */
export function lossAt(rpo: LiveRpo, atMs: number): number | null {
  if (rpo.kind === "unknown") return null;
  const sampledAtMs = Number(BigInt(rpo.sampledAtMicros) / 1000n);
  return rpo.lossMs + Math.max(0, atMs - sampledAtMs);
}

/** How a measured value stands against its objective; no objective is no verdict. */
export function standing(valueMs: number, targetSeconds: number | null): "good" | "warn" | "bad" | "accent" {
  if (targetSeconds === null) return "accent";
  const ratio = valueMs / (targetSeconds * 1000);
  if (ratio > 1) return "bad";
  return ratio > 0.8 ? "warn" : "good";
}
