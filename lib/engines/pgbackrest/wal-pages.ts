/**
 * As much of PostgreSQL's WAL format as pg_waldump does not tell: the size of a segment, whether its last record
 * goes on in the next one, and the content of a restore point. Layout (9.5 to 18): pages of 8 kB, each with a header
 * of 24 bytes (40 on the first of a segment); records of a 24-byte header and data, aligned to 8 bytes.
 */
const pageHeaderBytes = 24;
const segmentHeaderBytes = 40;
const recordHeaderBytes = 24;

const isContinuedFlag = 0x0001;
const pageFlagsAt = 2;
const pageRemainderAt = 16;
const segmentSizeAt = 32;
const pageSizeAt = 36;

const xlogManager = 0;
const switchRecord = 0x40;

export function segmentBytesOf(segment: Buffer): number {
  return segment.readUInt32LE(segmentSizeAt);
}

/** True when a record begins in this segment and ends in the next: pg_waldump of this segment alone omits it. */
export function endsInsideRecord(segment: Buffer): boolean {
  let at = firstRecordAt(segment);
  while (at < segment.length) {
    const totalBytes = segment.readUInt32LE(at);
    // Zeros: the server stopped writing here.
    if (totalBytes < recordHeaderBytes) return false;
    const end = advance(segment, at, totalBytes);
    if (end > segment.length) return true;
    // The rest of the segment is unused after a switch.
    if (isSwitch(segment, at)) return false;
    at = alignToRecord(segment, end);
  }
  return false;
}

/**
 * Name and instant of a restore point (xl_restore_point: time in µs since 2000, then 64 bytes of name). `segment` may
 * be followed by the next one, when the record goes on there.
 */
export function readRestorePoint(segment: Buffer, recordAt: number): { name: string; atMicros: bigint } {
  const headerOfData = 2;
  const data = readBytes(segment, recordAt, recordHeaderBytes + headerOfData + 8 + 64).subarray(
    recordHeaderBytes + headerOfData,
  );
  const name = data.subarray(8);
  const end = name.indexOf(0);
  return {
    atMicros: data.readBigInt64LE(0) + postgresEpochMicros,
    name: name.subarray(0, end < 0 ? name.length : end).toString("utf8"),
  };
}

const postgresEpochMicros = 946_684_800_000_000n;

function pageBytes(segment: Buffer): number {
  return segment.readUInt32LE(pageSizeAt);
}

function headerBytesAt(segment: Buffer, pageStart: number): number {
  return pageStart % segmentBytesOf(segment) === 0 ? segmentHeaderBytes : pageHeaderBytes;
}

/** Skips what belongs to a record of the previous segment; beyond the end when that fills this one. */
function firstRecordAt(segment: Buffer): number {
  if ((segment.readUInt16LE(pageFlagsAt) & isContinuedFlag) === 0) return segmentHeaderBytes;
  const remainder = segment.readUInt32LE(pageRemainderAt);
  return alignToRecord(segment, advance(segment, segmentHeaderBytes, remainder));
}

/** Position after `count` bytes of data, stepping over page headers. May lie beyond the end of the segment. */
function advance(segment: Buffer, from: number, count: number): number {
  const size = pageBytes(segment);
  let at = from;
  let left = count;
  for (;;) {
    const inPage = size - (at % size);
    if (left <= inPage) return at + left;
    left -= inPage;
    at += inPage + pageHeaderBytes;
  }
}

/** Records begin at multiples of 8, never inside a page header. */
function alignToRecord(segment: Buffer, position: number): number {
  const at = Math.ceil(position / 8) * 8;
  return at % pageBytes(segment) === 0 ? at + headerBytesAt(segment, at) : at;
}

function isSwitch(segment: Buffer, recordAt: number): boolean {
  const header = readBytes(segment, recordAt, recordHeaderBytes);
  return header.readUInt8(17) === xlogManager && (header.readUInt8(16) & 0xf0) === switchRecord;
}

function readBytes(segment: Buffer, from: number, count: number): Buffer {
  const size = pageBytes(segment);
  const parts: Buffer[] = [];
  let at = from;
  let left = count;
  while (left > 0 && at < segment.length) {
    const inPage = Math.min(left, size - (at % size));
    parts.push(segment.subarray(at, at + inPage));
    left -= inPage;
    at += inPage;
    if (left > 0 && at % size === 0) at += headerBytesAt(segment, at);
  }
  return Buffer.concat(parts);
}
