import type { SetAnomalies } from "#lib/alerts/anomalies.ts";
import type { AlertThresholds } from "#lib/policies/schema.ts";
import type { FailedRestore } from "#lib/restores/find-failed-restores.ts";

/** What the alerts are computed from: everything that was written down, and nothing anybody remembers. */
export interface AlertFacts {
  nowMs: number;
  resources: ResourceFacts[];
  repositories: RepositoryFacts[];
  workers: { host: string; lastSeenMs: number }[];
  channels: ChannelFacts[];
  audit: { mayWrite: boolean; mayChange: boolean };
}

export interface ResourceFacts {
  id: string;
  name: string;
  kind: "postgres" | "files" | "config" | "code" | "logs";
  host: string;
  isProtected: boolean;
  rpoSeconds: number | null;
  rtoSeconds: number | null;
  thresholds: AlertThresholds;
  /** How long a full set is kept; null without a rule in days. */
  keepFullDays: number | null;
  cluster: {
    seenAtMs: number;
    state: "running" | "stopped" | "broken" | "gone";
    reason: string | null;
    archiver: { isFailing: boolean; failedSegment: string | null; failedCount: number } | null;
  } | null;
  /** A restore is at work on it: that the cluster is stopped means nothing. */
  isRestoring: boolean;
  loss: { kind: "known"; ms: number } | { kind: "unknown"; why: string };
  lastRto: { ms: number; operationId: string | null } | null;
  /** Failed, and nothing has succeeded since that makes it good. The newest of each kind, type and repository. */
  failures: FailedOperation[];
  /** The same of restores, without what somebody has acknowledged. */
  failedRestores: Omit<FailedRestore, "resourceId">[];
  /** The newest that succeeded of each type. */
  backups: { operationId: string; type: string; ms: number }[];
  runningBackups: { operationId: string; type: string; startedAtMs: number }[];
  missed: MissedRun[];
  /** WAL that is missing in a repository, with nothing newer to restore from. */
  gaps: { repositoryId: string; missingSegments: number; fromMs: number; reason: string }[];
  troubledSets: TroubledSet[];
  unusualSets: {
    label: string;
    type: string;
    repositoryId: string;
    operationId: string | null;
    anomalies: SetAnomalies;
  }[];
}

export interface FailedOperation {
  operationId: string;
  kind: "backup" | "verify" | "expire";
  type: string | null;
  repositoryIds: string[];
  message: string;
  hint: string | null;
}

export interface MissedRun {
  slotId: string;
  scheduleId: string;
  action: string;
  dueAtMicros: bigint;
  why: string | null;
}

export interface TroubledSet {
  label: string;
  type: string;
  repositoryId: string;
  isMissing: boolean;
  problem: string | null;
  lastSeenMs: number;
  stoppedAtMs: number;
}

export interface RepositoryFacts {
  id: string;
  name: string;
  host: string;
  disk: { totalBytes: number; freeBytes: number } | null;
  /** The lowest threshold of the policies that use it. */
  fullPercent: number;
  /** Resources that keep their sets here, and how reading it for them went. */
  readers: {
    resourceId: string;
    resourceName: string;
    host: string;
    failing: { sinceMs: number; error: string; hint: string | null } | null;
  }[];
}

export interface ChannelFacts {
  id: string;
  name: string;
  /** Given up since the last one that was accepted. */
  deadCount: number;
  oldestPendingMs: number | null;
  lastFailure: string | null;
}
