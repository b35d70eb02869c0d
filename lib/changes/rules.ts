import type { Role } from "#lib/auth/permissions.ts";
import type { Decision } from "#lib/changes/schema.ts";

const HOUR_MICROS = 3_600_000_000n;

/** T9: a request waits this long, then silence is rejection. */
export const REQUEST_EXPIRES_MICROS = 24n * HOUR_MICROS;
/** T9: an approval must be spent within this time. */
export const APPROVAL_EXPIRES_MICROS = { critical: HOUR_MICROS, standard: 4n * HOUR_MICROS };
/** T4: who edited what the plan stands on, this long before the request, is a maker. */
export const MAKER_EDIT_MICROS = 24n * HOUR_MICROS;
/** T4: who made somebody an approver, or could sign in as them, this long ago, stands behind their vote. */
export const APPROVER_TIES_MICROS = 7n * 24n * HOUR_MICROS;

export interface Person {
  id: string;
  email: string;
}

export interface ApprovalFacts {
  decision: Decision;
  expiresAtMicros: bigint;
  now: bigint;
  requester: Person;
  /** People who edited the resource, its policy, repositories or hooks before the request. */
  editorIds: string[];
  approver: Person & {
    kind: "user" | "token" | "system" | "anonymous";
    roles: Role[];
    isActive: boolean;
    /** People who granted the approving role or issued a sign-in link lately. */
    tiedToIds: string[];
  };
  approverHasVoted: boolean;
}

export type Refusal = { reason: string; sentence: string };

/** Null when this person may vote for this change; else why not. The whole of T4, T5, T6, T7 and T9 in one place. */
export function whyNotApprove(facts: ApprovalFacts): Refusal | null {
  const { approver, requester } = facts;
  if (approver.kind !== "user") return refusal("not-a-person", "Only a signed-in person can approve.");
  if (!approver.isActive) return refusal("inactive", "This person is deactivated.");
  if (!approver.roles.includes("manager")) return refusal("role", "Approving needs the role manager.");
  if (facts.decision !== "requested") return refusal("decided", `This request is already ${facts.decision}.`);
  if (facts.now >= facts.expiresAtMicros) return refusal("expired", "This request has expired.");
  if (approver.id === requester.id || approver.email.toLowerCase() === requester.email.toLowerCase()) {
    return refusal("maker", "Nobody approves their own request.");
  }
  if (facts.editorIds.includes(approver.id)) {
    return refusal(
      "editor",
      "You changed the resource, its policy or its repository in the 24 hours before the request.",
    );
  }
  const makers = [requester.id, ...facts.editorIds];
  if (approver.tiedToIds.some((id) => makers.includes(id))) {
    return refusal(
      "tied-approver",
      "Your manager role or sign-in link comes, within the last 7 days, from somebody who made this request or edited what it changes.",
    );
  }
  if (facts.approverHasVoted) return refusal("voted", "You have already voted on this request.");
  return null;
}

function refusal(reason: string, sentence: string): Refusal {
  return { reason, sentence };
}
