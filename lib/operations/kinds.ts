import type { AuditAction } from "#lib/audit/actions.ts";
import type { OperationKind } from "#lib/operations/schema.ts";

interface KindRules {
  /** At most one exclusive operation runs on a resource. */
  isExclusive: boolean;
  /** What the outcome is called in the audit trail. */
  audit: { succeed: AuditAction | null; fail: AuditAction };
}

/** What the program can be asked to execute. */
export const operationKindRules: Record<OperationKind, KindRules> = {
  backup: {
    isExclusive: true,
    audit: { succeed: "backup.succeed", fail: "backup.fail" },
  },
  verify: {
    isExclusive: false,
    audit: { succeed: "verify.succeed", fail: "verify.fail" },
  },
  expire: {
    isExclusive: true,
    audit: { succeed: "expire.succeed", fail: "expire.fail" },
  },
  "shorten-retention": {
    isExclusive: false,
    audit: { succeed: "retention.succeed", fail: "retention.fail" },
  },
  restore: {
    isExclusive: true,
    audit: { succeed: "restore.succeed", fail: "restore.fail" },
  },
  "restore-preview": {
    isExclusive: false,
    audit: { succeed: null, fail: "operation.fail" },
  },
  "discard-instance": {
    isExclusive: false,
    audit: { succeed: null, fail: "operation.fail" },
  },
  "check-resource": {
    isExclusive: false,
    audit: { succeed: null, fail: "operation.fail" },
  },
  "set-up-resource": {
    isExclusive: true,
    audit: { succeed: "resource.protect", fail: "operation.fail" },
  },
  "probe-repository": {
    isExclusive: false,
    audit: { succeed: null, fail: "operation.fail" },
  },
};
