import type { LiveRpo } from "#lib/overview/schema.ts";

/**
 * What would be lost at `atMs` (the server's clock), in milliseconds. Until the next sample nothing more is known to
 * have become safe, so a loss grows with the clock; where nothing was at risk, nothing is until a sample says so.
 * Null when unknown.
 */
export function lossAt(rpo: LiveRpo, atMs: number): number | null {
  if (rpo.kind === "unknown") return null;
  if (rpo.lossMs === 0) return 0;
  return Math.max(rpo.lossMs, atMs - Number(BigInt(rpo.safeMicros) / 1000n));
}

/** How a measured value stands against its objective; no objective is no verdict. */
export function standing(valueMs: number, targetSeconds: number | null): "good" | "warn" | "bad" | "accent" {
  if (targetSeconds === null) return "accent";
  const ratio = valueMs / (targetSeconds * 1000);
  if (ratio > 1) return "bad";
  return ratio > 0.8 ? "warn" : "good";
}
