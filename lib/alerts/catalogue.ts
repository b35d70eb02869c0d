import type { AlertRuleId, Severity } from "#lib/alerts/schema.ts";

export interface RuleWords {
  title: string;
  severity: Severity;
  explanation: string;
  /** The condition must hold this long before somebody is told. */
  forSeconds: number;
  /** It must be gone this long before it counts as over; one that comes back earlier is the same alert. */
  quietSeconds: number;
}

/** What is watched for, how severe it is (M27), and how long it must last. */
export const alertCatalogue: Record<AlertRuleId, RuleWords> = {
  "backup-failed": {
    title: "Backup failed",
    severity: "critical",
    explanation: "The newest backup of a type failed and none that replaces it has succeeded since.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "restore-failed": {
    title: "Restore failed",
    severity: "critical",
    explanation:
      "A restore failed after it had stopped, fenced or overwritten the cluster, and did not put it back. Ends with a restore in place that succeeds, or when acknowledged.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "restore-refused": {
    title: "Restore not carried out",
    severity: "warning",
    explanation:
      "A restore was refused or given up, or a copy could not be made; the cluster is as it was. Ends with a restore that succeeds, or when acknowledged.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "rto-exceeded": {
    title: "RTO exceeded",
    severity: "critical",
    explanation: "The newest restore took longer than the objective allows, the wait for approval included.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "rpo-breached": {
    title: "RPO breached",
    severity: "critical",
    explanation:
      "More would be lost right now than the objective allows, by what is in the repositories. Never muted by another alert.",
    forSeconds: 0,
    quietSeconds: 60,
  },
  "missed-run": {
    title: "Scheduled run missed",
    severity: "critical",
    explanation:
      "A run that was due did not start in time and was not made good. Runs left out by a pause are not reported.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "wal-archiving": {
    title: "WAL archiving broken",
    severity: "critical",
    explanation:
      "The server cannot archive its WAL, WAL is missing in a repository, or nothing new arrives there: recovery to a point in time stops where it broke.",
    forSeconds: 10,
    quietSeconds: 30,
  },
  "repository-unreachable": {
    title: "Repository unreachable",
    severity: "critical",
    explanation: "A repository can no longer be read. Failures that follow from it are not told besides.",
    forSeconds: 30,
    quietSeconds: 60,
  },
  "set-missing": {
    title: "Backup set missing",
    severity: "critical",
    explanation: "A set is no longer in its repository though nobody expired it.",
    forSeconds: 0,
    quietSeconds: 60,
  },
  "verification-failed": {
    title: "Verification failed",
    severity: "critical",
    explanation: "Files of a backup set are missing or damaged in the repository, or could not be verified.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "worker-offline": {
    title: "Worker offline",
    severity: "critical",
    explanation:
      "The worker of a host has not reported for more than a minute: nothing is backed up or watched there.",
    forSeconds: 30,
    quietSeconds: 30,
  },
  "cluster-down": {
    title: "Cluster down",
    severity: "critical",
    explanation: "A protected cluster does not run, and no restore is at work on it.",
    forSeconds: 30,
    quietSeconds: 30,
  },
  "duration-long": {
    title: "Backup takes long",
    severity: "warning",
    explanation: "A backup took, or is taking, longer than the policy's threshold.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "duration-anomaly": {
    title: "Unusual duration",
    severity: "warning",
    explanation: "The newest backup of a type took much longer or shorter than the good ones before it.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "size-anomaly": {
    title: "Unusual size",
    severity: "warning",
    explanation:
      "The newest backup set of a type is much larger or smaller than the good ones before it, half as large, or empty.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "objective-at-risk": {
    title: "Objective at risk",
    severity: "warning",
    explanation:
      "Most of what an objective allows is used up: the possible loss now, or the time the newest restore took.",
    forSeconds: 15,
    quietSeconds: 300,
  },
  "repository-filling": {
    title: "Repository filling up",
    severity: "warning",
    explanation: "The disk of a repository is fuller than the policy's threshold.",
    forSeconds: 60,
    quietSeconds: 300,
  },
  "retention-refused": {
    title: "Retention could not be applied",
    severity: "warning",
    explanation:
      "Expired backup sets could not be removed, or their removal was refused to protect what is kept.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "delivery-failing": {
    title: "Messages do not arrive",
    severity: "warning",
    explanation: "A channel does not accept what it is sent, so the people behind it are not told.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "audit-failing": {
    title: "Audit trail in danger",
    severity: "critical",
    explanation:
      "The program can no longer write its audit trail, or could change what is written. Never muted by another alert.",
    forSeconds: 0,
    quietSeconds: 30,
  },
  "backup-completed": {
    title: "Backup completed",
    severity: "info",
    explanation: "A backup succeeded and was read back from its repository.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "restore-completed": {
    title: "Restore completed",
    severity: "info",
    explanation: "A restore succeeded and was validated.",
    forSeconds: 0,
    quietSeconds: 0,
  },
  "alert-drill": {
    title: "Alarm rehearsal",
    severity: "critical",
    explanation: "A made-up condition that goes through every channel, to prove that alerts arrive.",
    forSeconds: 0,
    quietSeconds: 0,
  },
};
