import { describe, expect, it } from "vitest";
import { defaultRules } from "#lib/policies/rules.ts";
import { createPolicyInput } from "#lib/policies/schema.ts";
import { newSchedule, readDraft, toDraft } from "./policy-draft.ts";

describe("a policy as its form holds it", () => {
  it("comes back as it went in", () => {
    const rules = {
      ...defaultRules,
      retention: { ...defaultRules.retention, gfs: { daily: 0, weekly: 4, monthly: 12, yearly: 7 } },
    };
    expect(createPolicyInput.parse(readDraft(toDraft("Runbook", rules)))).toEqual({ name: "Runbook", rules });
  });

  it("leaves out what is empty, and refuses what is no number where it stands", () => {
    const draft = toDraft("Runbook", defaultRules);
    draft.retention.incr = { days: "", count: "many" };
    draft.objectives.rpoMinutes = "";
    const parsed = createPolicyInput.safeParse(readDraft(draft));
    const paths = parsed.error?.issues.map(({ path }) => path.join("."));
    expect(paths).toEqual(["rules.retention.incr.keepCount", "rules.objectives.rpoSeconds"]);
  });

  it("never gives a second schedule the name of the first", () => {
    const draft = toDraft("Runbook", defaultRules);
    for (let count = 0; count < 8; count++) draft.schedules.push(newSchedule(draft.schedules));
    expect(new Set(draft.schedules.map(({ id }) => id)).size).toBe(draft.schedules.length);
  });
});
