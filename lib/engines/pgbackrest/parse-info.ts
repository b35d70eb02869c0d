import { z } from "zod";
import type { EngineBackupSet } from "#lib/engines/engine.ts";
import { segmentTimeline } from "#lib/format/lsn.ts";

const statusCodes = { ok: 0, missingPath: 1, noBackup: 2 } as const;

const backupSchema = z.object({
  annotation: z.record(z.string(), z.string()).nullish(),
  // Null when a backup was taken without a running server.
  archive: z.object({ start: z.string().nullable(), stop: z.string().nullable() }),
  database: z.object({ id: z.number() }),
  error: z.boolean().nullish(),
  info: z.object({ size: z.number(), repository: z.object({ delta: z.number() }) }),
  label: z.string(),
  lsn: z.object({ start: z.string(), stop: z.string() }).nullish(),
  prior: z.string().nullable(),
  reference: z.array(z.string()).nullable(),
  timestamp: z.object({ start: z.number(), stop: z.number() }),
  type: z.enum(["full", "diff", "incr"]),
});

const stanzaSchema = z.object({
  archive: z.array(z.object({ id: z.string(), database: z.object({ id: z.number() }) })),
  backup: z.array(backupSchema),
  db: z.array(z.object({ id: z.number(), "system-id": z.string(), version: z.string() })),
  status: z.object({ code: z.number() }),
});

export interface RepositoryInfo {
  sets: EngineBackupSet[];
  /** Newest incarnation of the cluster in this repository; null in a repository without one. */
  current: { systemIdentifier: string; archiveId: string } | null;
}

/**
 * `info --output=json` of one stanza and one repository. It exits 0 whatever it finds, so the status decides:
 * null means "could not be read" and the caller must find out why.
 */
export function parseInfo(json: string, repositoryId: string): RepositoryInfo | null {
  // A system identifier exceeds 2^53: as a number it would silently become another one.
  const quoted = json.replace(/"system-id":\s*(\d+)/g, '"system-id":"$1"');
  const document = parseJson(quoted);
  if (document === null) return null;
  const stanza = z.array(stanzaSchema).parse(document)[0];
  if (!stanza) return null;
  const { code } = stanza.status;
  if (code !== statusCodes.ok && code !== statusCodes.noBackup) return null;

  const newest = stanza.db.reduce<(typeof stanza.db)[number] | null>(
    (best, db) => (best && best.id > db.id ? best : db),
    null,
  );
  return {
    current: newest && {
      systemIdentifier: newest["system-id"],
      archiveId: `${newest.version}-${newest.id}`,
    },
    sets: stanza.backup.flatMap((backup) => {
      const db = stanza.db.find((candidate) => candidate.id === backup.database.id);
      const { start, stop } = backup.archive;
      // Without WAL positions a set cannot be placed on a timeline: it was not made by this engine interface.
      if (!db || !backup.lsn || !start || !stop) return [];
      return [
        toBackupSet(backup, { repositoryId, startSegment: start, stopSegment: stop, lsn: backup.lsn, db }),
      ];
    }),
  };
}

/** With a wrong key, pgBackRest puts the rubbish it decrypted into its JSON, unescaped. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function toBackupSet(
  backup: z.infer<typeof backupSchema>,
  known: {
    repositoryId: string;
    startSegment: string;
    stopSegment: string;
    lsn: { start: string; stop: string };
    db: { "system-id": string; version: string };
  },
): EngineBackupSet {
  return {
    repositoryId: known.repositoryId,
    label: backup.label,
    type: backup.type,
    priorLabel: backup.prior,
    references: backup.reference ?? [],
    startedAtMicros: BigInt(backup.timestamp.start) * 1_000_000n,
    stoppedAtMicros: BigInt(backup.timestamp.stop) * 1_000_000n,
    startLsn: known.lsn.start,
    stopLsn: known.lsn.stop,
    startSegment: known.startSegment,
    stopSegment: known.stopSegment,
    timeline: segmentTimeline(known.startSegment),
    sizeBytes: backup.info.size,
    repositoryBytes: backup.info.repository.delta,
    systemIdentifier: known.db["system-id"],
    postgresVersion: known.db.version,
    hasPageErrors: backup.error ?? false,
    annotations: backup.annotation ?? {},
  };
}
