"use client";

import { useLayoutEffect, useState } from "react";

const noticedFromMs = 2_000;

/**
 * The server's clock minus this browser's, in milliseconds, from when an answer was made and when it arrived. Kept
 * while it is about the same: every row counts with it, and a few milliseconds of network are no reason to draw them.
 */
export function useServerSkew(atMicros: string | undefined, arrivedAtMs: number): number {
  const seen = atMicros === undefined ? null : Number(BigInt(atMicros) / 1000n) - arrivedAtMs;
  const [skewMs, setSkewMs] = useState(0);
  // Not while drawing: the first drawing counts with the server's own clock and must be the server's, letter by letter.
  useLayoutEffect(() => {
    if (seen !== null) setSkewMs((known) => (Math.abs(seen - known) > noticedFromMs ? seen : known));
  }, [seen]);
  return skewMs;
}
