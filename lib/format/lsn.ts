/**
 * WAL positions. An LSN is text as PostgreSQL writes it ("0/3000110") outside, a bigint inside a calculation.
 * A segment is named by 24 hex digits: timeline, then its number split in two.
 */

export const lsnShape = /^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/i;

export function parseLsn(lsn: string): bigint {
  const [high, low] = lsn.split("/");
  if (!high || !low) throw new RangeError(`Not an LSN: ${lsn}`);
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}

export function formatLsn(position: bigint): string {
  return `${(position >> 32n).toString(16)}/${(position & 0xffff_ffffn).toString(16)}`.toUpperCase();
}

/** Negative, zero or positive, for sorting. */
export function compareLsn(a: string, b: string): number {
  const difference = parseLsn(a) - parseLsn(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function segmentTimeline(name: string): number {
  return Number.parseInt(name.slice(0, 8), 16);
}

/** Position of a segment in the whole WAL: 0 is the one that starts at LSN 0/0. */
export function segmentNumber(name: string, segmentBytes: number): number {
  const perLog = 0x1_0000_0000 / segmentBytes;
  return Number.parseInt(name.slice(8, 16), 16) * perLog + Number.parseInt(name.slice(16, 24), 16);
}

export function segmentName(timeline: number, number: number, segmentBytes: number): string {
  const perLog = 0x1_0000_0000 / segmentBytes;
  return [timeline, Math.floor(number / perLog), number % perLog]
    .map((part) => part.toString(16).toUpperCase().padStart(8, "0"))
    .join("");
}

/** First LSN of a segment; of its successor when asked with `number + 1`. */
export function segmentStart(number: number, segmentBytes: number): bigint {
  return BigInt(number) * BigInt(segmentBytes);
}

/** Number of the segment that holds an LSN. */
export function segmentOf(position: bigint, segmentBytes: number): number {
  return Number(position / BigInt(segmentBytes));
}
