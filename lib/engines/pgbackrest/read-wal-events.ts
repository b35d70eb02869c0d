import { randomUUID } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArchivedSegment, WalEvent } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { parseLsn, segmentName, segmentNumber, segmentStart, segmentTimeline } from "#lib/format/lsn.ts";
import { listRepository } from "./list-repository.ts";
import { type ParsedWalEvent, parseWalEvent } from "./parse-wal-events.ts";
import { parseSegments } from "./read-archive.ts";
import { readSegment } from "./read-segment.ts";
import type { Session } from "./run-pgbackrest.ts";
import { archiveDirectory } from "./stanza.ts";
import { endsInsideRecord, readRestorePoint, segmentBytesOf } from "./wal-pages.ts";

/** Commits and restore points whose record begins in this segment and is complete in the archive. */
export async function readWalEvents(
  session: Session,
  repositoryId: string,
  segment: ArchivedSegment,
): Promise<WalEvent[]> {
  const bytes = await readSegment(session, repositoryId, segment);
  const files = [{ name: segment.name, bytes }];
  if (endsInsideRecord(bytes)) {
    const next = await findNext(session, repositoryId, segment, segmentBytesOf(bytes));
    // Not archived yet: no recovery can replay the record that is cut off.
    if (next) files.push({ name: next.name, bytes: await readSegment(session, repositoryId, next) });
  }
  const directory = join(session.run.workDirectory, "run", `waldump-${randomUUID()}`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  try {
    for (const file of files) await writeFile(join(directory, file.name), file.bytes, { mode: 0o600 });
    const parsed = await dump(
      session,
      directory,
      files.map((file) => file.name),
    );
    return complete(parsed, Buffer.concat(files.map((file) => file.bytes)), segment, segmentBytesOf(bytes));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function findNext(
  session: Session,
  repositoryId: string,
  segment: ArchivedSegment,
  segmentBytes: number,
): Promise<ArchivedSegment | null> {
  const next = segmentName(
    segmentTimeline(segment.name),
    segmentNumber(segment.name, segmentBytes) + 1,
    segmentBytes,
  );
  const [archiveId = ""] = segment.key.split("/");
  const directory = `${archiveDirectory(session.run.cluster.resourceId, archiveId)}/${next.slice(0, 16)}`;
  const listing = await listRepository(session, repositoryId, directory);
  const files = new Map([...listing].map(([name, file]) => [`${next.slice(0, 16)}/${name}`, file]));
  return parseSegments(files, archiveId).find((candidate) => candidate.name === next) ?? null;
}

async function dump(session: Session, directory: string, names: string[]): Promise<ParsedWalEvent[]> {
  const events: ParsedWalEvent[] = [];
  const { exitCode, stderrTail } = await runCommand({
    file: join(session.run.cluster.binDirectory, "pg_waldump"),
    args: ["--path", directory, "--rmgr=Transaction", "--rmgr=XLOG", ...names],
    timeoutMs: 120_000,
    signal: session.run.signal,
    stdoutTo: "lines",
    onLine: (stream, line) => {
      const event = stream === "stdout" ? parseWalEvent(line) : null;
      if (event) events.push(event);
    },
  });
  // 1 also means that valid WAL ended before the segment did, which is how the last one before a crash looks; that
  // the bytes are those the server archived was proven by their checksum.
  if (exitCode === 0 || exitCode === 1) return events;
  throw new AppError("ENGINE", `pg_waldump failed on ${names[0]}.`, {
    reason: "waldump-failed",
    hint: "Check that the server's own version of pg_waldump is installed.",
    cause: new Error(stderrTail),
  });
}

function complete(
  parsed: ParsedWalEvent[],
  bytes: Buffer,
  segment: ArchivedSegment,
  segmentBytes: number,
): WalEvent[] {
  const start = segmentStart(segmentNumber(segment.name, segmentBytes), segmentBytes);
  return parsed.flatMap((event): WalEvent[] => {
    const offset = Number(parseLsn(event.lsn) - start);
    if (offset >= segmentBytes) return [];
    if (event.atMicros !== null)
      return [{ kind: "commit", lsn: event.lsn, atMicros: event.atMicros, name: null }];
    return [{ kind: "restore-point", lsn: event.lsn, ...readRestorePoint(bytes, offset) }];
  });
}
