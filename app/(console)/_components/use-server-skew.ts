"use client";

import { useState } from "react";

const noticedFromMs = 2_000;

/**
 * The server's clock minus this browser's, in milliseconds, from when an answer was made and when it arrived. Kept
 * while it is about the same: every row counts with it, and a few milliseconds of network are no reason to draw them.
 */
export function useServerSkew(atMicros: string | undefined, arrivedAtMs: number): number {
  const seen = atMicros === undefined ? null : Number(BigInt(atMicros) / 1000n) - arrivedAtMs;
  const [skewMs, setSkewMs] = useState<number | null>(null);
  if (seen !== null && (skewMs === null || Math.abs(seen - skewMs) > noticedFromMs)) setSkewMs(seen);
  return skewMs ?? 0;
}
