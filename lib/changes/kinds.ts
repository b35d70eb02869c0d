import type { AuditAction } from "#lib/audit/actions.ts";
import type { Role } from "#lib/auth/permissions.ts";
import type { ChangeKind } from "#lib/changes/schema.ts";
import type { OperationKind } from "#lib/operations/schema.ts";
import { PLAN_VERSION } from "#lib/restores/rules.ts";

interface ChangeKindRules {
  /** What the hash begins with: it keeps plans of different kinds apart (T2). */
  planVersion: string;
  /** What is queued by the last vote needed. */
  operation: OperationKind;
  /** What its requester must still be when it is carried out (T6). */
  requesterRole: Role;
  /** How people call it: "Ask for a new restore." */
  noun: string;
  audit: Record<"request" | "approve" | "reject" | "cancel" | "supersede" | "expire" | "start", AuditAction>;
}

/** Everything that differs between the kinds of protected changes; how they are decided does not. */
export const changeKindRules: Record<ChangeKind, ChangeKindRules> = {
  restore: {
    planVersion: PLAN_VERSION,
    operation: "restore",
    requesterRole: "operator",
    noun: "restore",
    audit: {
      request: "restore.request",
      approve: "restore.approve",
      reject: "restore.reject",
      cancel: "restore.cancel",
      supersede: "restore.supersede",
      expire: "restore.expire",
      start: "restore.start",
    },
  },
  retention: {
    planVersion: "retention-plan/v1",
    operation: "shorten-retention",
    requesterRole: "admin",
    noun: "change of retention",
    audit: {
      request: "retention.request",
      approve: "retention.approve",
      reject: "retention.reject",
      cancel: "retention.cancel",
      supersede: "retention.supersede",
      expire: "retention.expire",
      start: "retention.start",
    },
  },
};
