/** A set that is in the repository, as retention sees it. */
export interface RetainedSet {
  label: string;
  type: "full" | "diff" | "incr";
  /** Every set it needs. */
  references: readonly string[];
  stoppedAtMicros: bigint;
  /** First WAL segment it needs. */
  startSegment: string;
  /** Of the cluster it is a copy of: only sets of one cluster share WAL. */
  systemIdentifier: string;
  repositoryBytes: number;
  /** Why it cannot be restored; null when it can. Such a set counts for no minimum. */
  problem: string | null;
  /** The archived WAL leads from it to the newest point that can be restored. */
  reachesNewest: boolean;
  /** Kept whatever the rules say, for this reason; null for the rules to decide. */
  keptBecause: string | null;
}
