import { describe, expect, it } from "vitest";
import type { ChangeDto, Decision } from "#lib/changes/schema.ts";
import type { RetentionRequestPage } from "#lib/retention/schema.ts";
import { isSettled, requestLook } from "./request-words.ts";

const change: ChangeDto = {
  id: "019aa0c1-0000-7000-8000-000000000001",
  number: 7,
  kind: "retention",
  decision: "requested",
  planHash: "0".repeat(64),
  planFingerprint: "0000 0000",
  reason: "The disk is full.",
  requestedBy: { id: "019aa0c1-0000-7000-8000-000000000002", name: "Ada", email: "ada@example.com" },
  createdAt: "2026-11-22T12:00:00.000Z",
  expiresAt: "2026-11-23T12:00:00.000Z",
  decidedAt: null,
  approvalExpiresAt: null,
  requiredApprovals: 1,
  approvals: [],
  mayApprove: { allowed: true, why: null },
  mayCancel: false,
};

function standing(
  decision: Decision,
  status: NonNullable<RetentionRequestPage["operation"]>["status"] | null,
) {
  const operation: RetentionRequestPage["operation"] =
    status === null
      ? null
      : {
          id: "019aa0c1-0000-7000-8000-000000000003",
          kind: "shorten-retention",
          status,
          title: "Shorten retention",
          resource: null,
          requestedByName: "Mara",
          host: "db-1",
          createdAt: change.createdAt,
          startedAt: null,
          finishedAt: null,
          progress: null,
          error: null,
        };
  return { change: { ...change, decision }, operation };
}

describe("how a request to keep less stands", () => {
  it("is in force only when it was approved and carried out", () => {
    expect(requestLook(standing("approved", "succeeded")).words).toBe("In force");
    expect(requestLook(standing("approved", null)).words).toBe("Approved, starting");
    expect(requestLook(standing("approved", "failed")).tone).toBe("bad");
  });

  it("is never green while it waits or after a refusal", () => {
    for (const decision of ["requested", "rejected", "expired", "cancelled", "superseded"] as const) {
      expect(requestLook(standing(decision, null)).tone).not.toBe("good");
    }
  });

  it("is looked at again until nothing can change any more", () => {
    expect(isSettled(standing("requested", null))).toBe(false);
    expect(isSettled(standing("approved", "running"))).toBe(false);
    expect(isSettled(standing("approved", "failed"))).toBe(true);
    expect(isSettled(standing("rejected", null))).toBe(true);
  });
});
