import type { Archive, ArchivedSegment, TimelineHistory } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { writeCommandConfig } from "./config-files.ts";
import { listRepository, type RepositoryFile } from "./list-repository.ts";
import { parseHistory } from "./parse-history.ts";
import { readInfo } from "./read-info.ts";
import { readSegment } from "./read-segment.ts";
import { runPgbackrest, type Session } from "./run-pgbackrest.ts";
import { archiveDirectory } from "./stanza.ts";
import { segmentBytesOf } from "./wal-pages.ts";

/** From the repository's own listing: `info` and `verify` both hide holes between the first and last segment. */
export async function readArchive(session: Session, repositoryId: string): Promise<Archive> {
  const { current } = await readInfo(session, repositoryId);
  if (!current) {
    throw new AppError("NOT_FOUND", "The repository holds nothing of this cluster.", {
      reason: "repository-empty",
      hint: "Prepare the repository.",
    });
  }
  const { archiveId, systemIdentifier } = current;
  const directory = archiveDirectory(session.run.cluster.resourceId, archiveId);
  const listing = await listRepository(session, repositoryId, directory);
  const segments = parseSegments(listing, archiveId);
  return {
    repositoryId,
    systemIdentifier,
    segmentBytes: await findSegmentBytes(session, repositoryId, systemIdentifier, segments[0]),
    segments,
    histories: await readHistories(session, repositoryId, directory, [...listing.keys()]),
  };
}

/** Every segment of a cluster has the same size; it is in the header of each. */
async function findSegmentBytes(
  session: Session,
  repositoryId: string,
  systemIdentifier: string,
  first: ArchivedSegment | undefined,
): Promise<number> {
  const known = session.segmentBytes.get(systemIdentifier);
  if (known !== undefined) return known;
  if (!first) return 16 * 1024 * 1024;
  const bytes = segmentBytesOf(await readSegment(session, repositoryId, first));
  session.segmentBytes.set(systemIdentifier, bytes);
  return bytes;
}

/** Sorted by name. A name archived twice with different content is left out: no recovery gets past it. */
export function parseSegments(listing: Map<string, RepositoryFile>, archiveId: string): ArchivedSegment[] {
  const byName = new Map<string, ArchivedSegment[]>();
  for (const [path, file] of listing) {
    const name = /^[0-9A-F]{16}\/([0-9A-F]{24})-[0-9a-f]{40}(?:\.(?:gz|zst|lz4|bz2))?$/.exec(path)?.[1];
    if (!name) continue;
    const segment = { name, archivedAtMicros: file.modifiedAtMicros, key: `${archiveId}/${path}` };
    byName.set(name, [...(byName.get(name) ?? []), segment]);
  }
  return [...byName.values()]
    .flatMap((same) => (same.length === 1 ? same : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readHistories(
  session: Session,
  repositoryId: string,
  directory: string,
  names: string[],
): Promise<TimelineHistory[]> {
  const configFile = await writeCommandConfig(session.run, session.binary);
  const histories: TimelineHistory[] = [];
  for (const name of names.sort()) {
    const timeline = /^([0-9A-F]{8})\.history$/.exec(name)?.[1];
    if (!timeline) continue;
    const { stdout } = await runPgbackrest(session, {
      command: "repo-get",
      args: [`${directory}/${name}`],
      configFile,
      repositoryId,
      timeoutMs: 60_000,
    });
    histories.push({ timeline: Number.parseInt(timeline, 16), ancestors: parseHistory(stdout) });
  }
  return histories;
}
