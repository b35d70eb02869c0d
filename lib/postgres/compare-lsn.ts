import type { Lsn } from "#lib/engines/engine.ts";

/** Negative when `a` lies before `b`. */
export function compareLsn(a: Lsn, b: Lsn): number {
  const [left, right] = [toBigInt(a), toBigInt(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function toBigInt(lsn: Lsn): bigint {
  const [high, low] = lsn.split("/");
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}
