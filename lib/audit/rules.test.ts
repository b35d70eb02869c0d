import { describe, expect, test } from "vitest";
import { auditActions } from "#lib/audit/actions.ts";
import { auditSentence } from "#lib/audit/rules.ts";

const details = {
  role: "manager",
  type: "full",
  label: "20261122-020000F",
  message: "it did not work",
  sentence: "Put orders-db back to 14:03, in place",
  plan: "9F3A 41C7",
  policy: "Runbook",
  until: "2026-11-23T02:00:00Z",
  host: "hc.example.com",
  reason: "wrong-target",
  by: "R-119",
};

describe("an entry as a sentence", () => {
  test.each(auditActions)("%s is one", (action) => {
    const sentence = auditSentence({ action, actorName: "Mara", subjectName: "R-118", details });
    expect(sentence).toMatch(/^Mara [a-z]/);
    expect(sentence).not.toMatch(/[{}?]|undefined|null/);
  });

  test("reads as people say it", () => {
    const entry = { actorName: "Mara", subjectName: "R-118", details };
    expect(auditSentence({ ...entry, action: "restore.approve" })).toBe(
      "Mara approved restore R-118, plan 9F3A 41C7",
    );
    expect(auditSentence({ ...entry, action: "pause.create" })).toBe(
      "Mara paused the scheduled runs of R-118 until 2026-11-23 02:00 UTC: wrong-target",
    );
  });

  test("a request that a newer one replaced was not withdrawn", () => {
    const entry = { actorName: "Mara", subjectName: "R-118", details };
    expect(auditSentence({ ...entry, action: "restore.supersede" })).toBe(
      "Mara superseded restore R-118 by asking for R-119",
    );
    expect(auditSentence({ ...entry, action: "retention.supersede" })).toBe(
      "Mara superseded the request to keep less (R-118) by asking for R-119",
    );
  });

  test("a rejection has the words that the request's page has, and the comment", () => {
    const entry = { action: "restore.reject", actorName: "Mara", subjectName: "R-4" };
    expect(auditSentence({ ...entry, details: { reason: "wrong-target", comment: null } })).toBe(
      "Mara rejected restore R-4: The wrong moment",
    );
    expect(auditSentence({ ...entry, details: { reason: "other", comment: "We meant Tuesday." } })).toBe(
      "Mara rejected restore R-4: Another reason, “We meant Tuesday.”",
    );
    expect(auditSentence({ ...entry, details: { reason: "of a later version" } })).toBe(
      "Mara rejected restore R-4: of a later version",
    );
  });

  test.each([
    ["change.approve", "R-3", "Mara was refused approving R-3: No."],
    ["change.approve", null, "Mara was refused approving a request: No."],
    ["resource.update", "orders-db", "Mara was refused, about orders-db: No."],
    ["audit.export", null, "Mara was refused: No."],
  ])("a refusal of %s names %s", (verb, subjectName, sentence) => {
    const details = { verb, message: "No." };
    expect(auditSentence({ action: "access.deny", actorName: "Mara", subjectName, details })).toBe(sentence);
  });

  test("an action of a later version shows its own name, and missing facts show as missing", () => {
    const entry = { actorName: "Mara", subjectName: null, details: null };
    expect(auditSentence({ ...entry, action: "moon.land" })).toBe("Mara moon.land");
    expect(auditSentence({ ...entry, action: "user.grantRole" })).toBe(
      "Mara gave something unnamed the role ?",
    );
  });

  test("a name with braces or dollars is only a name", () => {
    const entry = { action: "user.create", actorName: "$&", subjectName: "{role} $1", details };
    expect(auditSentence(entry)).toBe("$& invited {role} $1");
  });
});
