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
    expect(auditSentence({ ...entry, action: "access.deny" })).toBe("Mara was refused: it did not work");
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
