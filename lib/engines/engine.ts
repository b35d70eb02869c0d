/**
 * What Holdfast asks of an engine that protects a PostgreSQL cluster physically. Everything outside
 * `lib/engines/<engine>` speaks this language only; an engine's own words (stanza, repo1, …) stay inside.
 * LSNs are PostgreSQL text ("0/3000110"). Instants are epoch microseconds as BigInt.
 */

export type Lsn = string;
export type BackupType = "full" | "diff" | "incr";

/** The protected cluster as the worker's host sees it. */
export interface Cluster {
  resourceId: string;
  dataDirectory: string;
  port: number;
  socketDirectory: string;
  user: string;
  /** Directory holding pg_ctl, pg_waldump, …, e.g. /usr/lib/postgresql/15/bin. */
  binDirectory: string;
}

/** A repository with its secrets opened: exists only in a worker's memory. */
export interface OpenRepository {
  id: string;
  /** 1-based; the same repository keeps its position for the life of the resource. */
  position: number;
  generation: number;
  cipherPass: string;
  location:
    | { kind: "local"; path: string }
    | {
        kind: "s3";
        /** Host name only. */
        endpoint: string;
        port: number;
        bucket: string;
        prefix: string;
        region: string;
        uriStyle: "path" | "host";
        caFile: string | null;
        accessKeyId: string;
        secretAccessKey: string;
      };
}

export interface Progress {
  doneBytes: number;
  totalBytes: number;
}

/** What every engine call receives: how to stop it, where it may write, where its words go. */
export interface EngineRun {
  signal: AbortSignal;
  /** Private directory of the worker (0700): configuration, spool, locks, temporary files. */
  workDirectory: string;
  cluster: Cluster;
  repositories: OpenRepository[];
  log: (level: "debug" | "info" | "warn" | "error", text: string) => void;
  progress: (progress: Progress) => void;
}

/** One completed backup set as the repository itself describes it. */
export interface EngineBackupSet {
  repositoryId: string;
  label: string;
  type: BackupType;
  /** Label of the set this one builds on, null for a full. */
  priorLabel: string | null;
  /** Every label this one needs, itself excluded. */
  references: string[];
  startedAtMicros: bigint;
  stoppedAtMicros: bigint;
  startLsn: Lsn;
  stopLsn: Lsn;
  startSegment: string;
  stopSegment: string;
  timeline: number;
  /** Size of the cluster at that time. */
  sizeBytes: number;
  /** Bytes this set alone added to the repository. */
  repositoryBytes: number;
  systemIdentifier: string;
  postgresVersion: string;
  /** True when the engine recorded page checksum errors while copying. */
  hasPageErrors: boolean;
  annotations: Record<string, string>;
}

/** Proof of the rung "stored": the manifest is readable and every file it names is present with its size. */
export interface StoredEvidence {
  label: string;
  /** SHA-256 of the decrypted manifest. */
  manifestSha256: string;
  fileCount: number;
  missing: { path: string; problem: "absent" | "size" }[];
}

/** Proof of the rung "checksummed": every file was read back and hashed. */
export interface ContentEvidence {
  label: string;
  isValid: boolean;
  invalidFiles: { path: string; problem: string }[];
}

export interface VerifiedContents {
  sets: ContentEvidence[];
  /** Archived WAL whose content does not match its checksum: no recovery gets past it. Keys as of ArchivedSegment. */
  invalidSegments: string[];
}

/** One archived WAL segment, named by its 24 hex digits. */
export interface ArchivedSegment {
  name: string;
  archivedAtMicros: bigint;
  /** The engine's own key for it, to read it back. */
  key: string;
}

export interface TimelineHistory {
  timeline: number;
  /** Oldest first: each ancestor and where it was left. */
  ancestors: { timeline: number; switchLsn: Lsn }[];
}

/** The repository's WAL listing for the cluster's current system identifier. */
export interface Archive {
  repositoryId: string;
  /** Sets of another system identifier (an earlier major version) cannot use this WAL. */
  systemIdentifier: string;
  segmentBytes: number;
  segments: ArchivedSegment[];
  /** Listed too, but damaged and so no part of `segments`; left out while no verification found any. */
  damaged?: { segments: ArchivedSegment[]; foundAtMicros: bigint };
  histories: TimelineHistory[];
}

/** What one WAL segment holds that a recovery can stop at, in WAL order. */
export interface WalEvent {
  kind: "commit" | "restore-point";
  /** Start of the record: recovery to this LSN, inclusive, stops just after it. */
  lsn: Lsn;
  atMicros: bigint;
  /** Name of the restore point; null for a commit. */
  name: string | null;
}

/** Where recovery stops: always exact. Instants and "latest" were mapped to an LSN before a plan was frozen. */
export type StopPoint =
  | { kind: "lsn"; lsn: Lsn; inclusive: boolean; timeline: number }
  | { kind: "name"; name: string; lsn: Lsn; timeline: number }
  | { kind: "immediate"; timeline: number };

export interface RestoreFilesInput {
  repositoryId: string;
  label: string;
  /** Where the files go: the cluster's own data directory or a fresh one. */
  dataDirectory: string;
  stop: StopPoint;
  /** Re-use what is already there and equal (in place); false needs an empty directory. */
  delta: boolean;
  /** The restored server must never archive into the original's repository. */
  archivingOff: boolean;
}

/** A change the cluster needs before it can be protected. */
export interface SettingChange {
  name: string;
  current: string;
  wanted: string;
  needsRestart: boolean;
  why: string;
}

export interface PhysicalEngine {
  readonly name: string;
  /** Version and optional features of the binary found on this host; throws PRECONDITION when there is none. */
  describe(signal: AbortSignal): Promise<{ version: string; path: string; missingFeatures: string[] }>;
  /** Pure: which settings must change, given `pg_settings` values. */
  settingChanges(
    run: Pick<EngineRun, "cluster" | "workDirectory" | "repositories">,
    current: Record<string, string>,
  ): SettingChange[];
  /** Writes the engine's configuration (0600) and creates what a repository needs. Safe to repeat. */
  prepare(run: EngineRun): Promise<void>;
  /** Proves that archiving reaches every repository; throws with the engine's own words when it does not. */
  checkArchiving(run: EngineRun): Promise<void>;
  /** Answers in seconds whether the repository can be reached and opened with this key; throws otherwise. */
  checkRepository(run: EngineRun, repositoryId: string): Promise<void>;
  backup(
    run: EngineRun,
    input: { repositoryId: string; type: BackupType; annotations: Record<string, string> },
  ): Promise<{ label: string }>;
  listBackupSets(run: EngineRun, repositoryId: string): Promise<EngineBackupSet[]>;
  readStored(run: EngineRun, repositoryId: string, label: string): Promise<StoredEvidence>;
  verifyContents(run: EngineRun, repositoryId: string): Promise<VerifiedContents>;
  readArchive(run: EngineRun, repositoryId: string): Promise<Archive>;
  /** Commits and restore points of one segment, in WAL order. */
  readWalEvents(run: EngineRun, repositoryId: string, segment: ArchivedSegment): Promise<WalEvent[]>;
  restoreFiles(run: EngineRun, input: RestoreFilesInput): Promise<void>;
  /** Removes one set. Refuses (CONFLICT) when the label or one depending on it is held. */
  expire(run: EngineRun, input: { repositoryId: string; label: string; heldLabels: string[] }): Promise<void>;
  /**
   * Removes archived WAL below a segment's number, on every timeline, and nothing else; reads back that it did.
   * Refuses (CONFLICT) while a set in the repository begins below it.
   */
  expireWal(
    run: EngineRun,
    input: { repositoryId: string; keepFrom: string },
  ): Promise<{ removedSegments: number }>;
}
