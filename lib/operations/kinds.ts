import type { AuditAction } from "#lib/audit/actions.ts";
import type { OperationKind } from "#lib/operations/schema.ts";

interface KindRules {
  /** At most one exclusive operation runs on a resource. */
  isExclusive: boolean;
  /** Steps in order, as far as they are known before it runs. */
  steps: string[];
  /** What the outcome is called in the audit trail. */
  audit: { succeed: AuditAction | null; fail: AuditAction };
}

/** What the program can be asked to execute. The steps here are the ones jobs/ runs, by the same names. */
export const operationKindRules: Record<OperationKind, KindRules> = {
  backup: {
    isExclusive: true,
    steps: ["check cluster", "check repository", "copy", "read back", "record"],
    audit: { succeed: "backup.succeed", fail: "backup.fail" },
  },
  verify: {
    isExclusive: false,
    steps: ["check repository", "read every file", "record"],
    audit: { succeed: "verify.succeed", fail: "verify.fail" },
  },
  expire: {
    isExclusive: true,
    steps: ["read the repository", "work out what goes", "remove sets", "remove WAL", "read back", "record"],
    audit: { succeed: "expire.succeed", fail: "expire.fail" },
  },
  "shorten-retention": {
    isExclusive: false,
    steps: ["check the approval", "check the plan", "change the policy"],
    audit: { succeed: "retention.succeed", fail: "retention.fail" },
  },
  restore: {
    isExclusive: true,
    steps: [
      "check the approval",
      "check the plan",
      "stop hook",
      "shut clients out",
      "safety backup",
      "mark the way back",
      "stop the cluster",
      "set the old data aside",
      "copy files",
      "replay to the target",
      "promote",
      "validate",
      "open to clients",
      "start hook",
      "health hook",
      "write the receipt",
    ],
    audit: { succeed: "restore.succeed", fail: "restore.fail" },
  },
  "restore-preview": {
    isExclusive: false,
    steps: ["look at the cluster", "read the repository", "find the target", "work out the consequences"],
    audit: { succeed: null, fail: "operation.fail" },
  },
  "discard-instance": {
    isExclusive: false,
    steps: ["stop the instance", "remove its files"],
    audit: { succeed: null, fail: "operation.fail" },
  },
  "check-resource": {
    isExclusive: false,
    steps: ["look at the cluster", "compare settings"],
    audit: { succeed: null, fail: "operation.fail" },
  },
  "set-up-resource": {
    isExclusive: true,
    steps: [
      "look at the cluster",
      "prepare the repositories",
      "change settings",
      "prove archiving",
      "record",
    ],
    audit: { succeed: "resource.protect", fail: "operation.fail" },
  },
  "probe-repository": {
    isExclusive: false,
    steps: ["probe", "record"],
    audit: { succeed: null, fail: "operation.fail" },
  },
};

const IN_PLACE_ONLY = new Set([
  "stop hook",
  "shut clients out",
  "safety backup",
  "mark the way back",
  "stop the cluster",
  "set the old data aside",
  "start hook",
  "health hook",
]);

/** The steps to expect: a restore into a new instance leaves the original alone. */
export function plannedSteps(kind: OperationKind, planText: string | null): string[] {
  const { steps } = operationKindRules[kind];
  return kind === "restore" && isNewInstance(planText)
    ? steps.filter((step) => !IN_PLACE_ONLY.has(step))
    : steps;
}

/** Of the frozen plan of a restore. */
export function isNewInstance(planText: string | null): boolean {
  return planText?.includes('"kind":"new-instance"') === true;
}
