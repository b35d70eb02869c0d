import { describe, expect, test } from "vitest";
import { type ApprovalFacts, whyNotApprove } from "#lib/changes/rules.ts";
import { decisions } from "#lib/changes/schema.ts";

const fine: ApprovalFacts = {
  decision: "requested",
  expiresAtMicros: 2_000n,
  now: 1_000n,
  requester: { id: "olga", email: "olga@example.org" },
  editorIds: ["emil"],
  approver: {
    kind: "user",
    id: "mara",
    email: "mara@example.org",
    roles: ["manager"],
    isActive: true,
    tiedToIds: ["ada"],
  },
  approverHasVoted: false,
};

function reasonFor(facts: Partial<ApprovalFacts>, approver: Partial<ApprovalFacts["approver"]> = {}) {
  return whyNotApprove({ ...fine, ...facts, approver: { ...fine.approver, ...approver } })?.reason ?? null;
}

describe("who may approve", () => {
  test("a manager with no part in it", () => {
    expect(reasonFor({})).toBeNull();
  });

  test.each(["token", "system", "anonymous"] as const)("a %s never", (kind) => {
    expect(reasonFor({}, { kind })).toBe("not-a-person");
  });

  test("nobody without the role, however many others they hold", () => {
    expect(reasonFor({}, { roles: ["admin", "operator", "auditor"] })).toBe("role");
    expect(reasonFor({}, { isActive: false })).toBe("inactive");
  });

  test("nobody their own request: by id, or by the same address in other letters", () => {
    expect(reasonFor({}, { id: "olga" })).toBe("maker");
    expect(reasonFor({}, { email: "OLGA@Example.org" })).toBe("maker");
  });

  test("nobody who edited what the plan stands on", () => {
    expect(reasonFor({}, { id: "emil" })).toBe("editor");
  });

  test("nobody whose role or link comes from the requester or an editor", () => {
    expect(reasonFor({}, { tiedToIds: ["ada", "olga"] })).toBe("tied-approver");
    expect(reasonFor({}, { tiedToIds: ["emil"] })).toBe("tied-approver");
  });

  test("nobody twice", () => {
    expect(reasonFor({ approverHasVoted: true })).toBe("voted");
  });

  test("nothing that is decided", () => {
    for (const decision of decisions) {
      expect(reasonFor({ decision })).toBe(decision === "requested" ? null : "decided");
    }
  });

  test("nothing at or after its expiry", () => {
    expect(reasonFor({ now: 1_999n })).toBeNull();
    expect(reasonFor({ now: 2_000n })).toBe("expired");
  });
});
