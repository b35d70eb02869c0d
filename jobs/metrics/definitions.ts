interface Definition {
  help: string;
  labels: readonly string[];
}

/** Everything that is offered to Prometheus. Labels are few on purpose: one series per resource at most. */
export const metricDefinitions = {
  holdfast_rpo_seconds: {
    help: "What would be lost if the resource died now; missing when it is not known.",
    labels: ["resource"],
  },
  holdfast_rpo_known: { help: "1 while the live RPO is known, 0 while it is not.", labels: ["resource"] },
  holdfast_rpo_objective_seconds: { help: "The RPO that was promised.", labels: ["resource"] },
  holdfast_rto_seconds: {
    help: "What the last measured restore took, approval included.",
    labels: ["resource"],
  },
  holdfast_rto_objective_seconds: { help: "The RTO that was promised.", labels: ["resource"] },
  holdfast_last_backup_age_seconds: {
    help: "Since the newest set of a type was complete.",
    labels: ["resource", "type"],
  },
  holdfast_last_proven_restore_age_seconds: {
    help: "Since a set was last restored and validated.",
    labels: ["resource"],
  },
  holdfast_runs_success_ratio: {
    help: "Succeeded divided by expected runs of the last 30 days.",
    labels: ["resource"],
  },
  holdfast_runs_missed: {
    help: "Runs of the last 30 days that did not start in time.",
    labels: ["resource"],
  },
  holdfast_repository_bytes: { help: "Stored by the sets of a repository.", labels: ["repository"] },
  holdfast_repository_free_bytes: { help: "Free on the disk of a local repository.", labels: ["repository"] },
  holdfast_repository_disk_bytes: { help: "Size of the disk of a local repository.", labels: ["repository"] },
  holdfast_alerts_firing: { help: "Alerts that fire now.", labels: ["severity"] },
  holdfast_deliveries: { help: "Messages that wait (pending) or were given up (dead).", labels: ["state"] },
  holdfast_delivery_due_age_seconds: {
    help: "How long the oldest message that is due has been waiting; 0 without any.",
    labels: [],
  },
  holdfast_beat_age_seconds: { help: "Since a loop that keeps watch went round.", labels: ["loop"] },
  holdfast_worker_up: { help: "1 while the worker of a host reports.", labels: ["host"] },
  holdfast_operations_queued: { help: "Operations that wait for a worker.", labels: [] },
  holdfast_operations_running: { help: "Operations that run now.", labels: [] },
} as const satisfies Record<string, Definition>;

export type MetricName = keyof typeof metricDefinitions;

export interface Sample {
  name: MetricName;
  labels: Record<string, string>;
  value: number;
}

/** A sample, or none where nothing is known: no number stands for "unknown". */
export function sample(name: MetricName, labels: Record<string, string>, value: number | null): Sample[] {
  return value === null ? [] : [{ name, labels, value }];
}
