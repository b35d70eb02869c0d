"use client";

import { useState } from "react";
import { usePolicies } from "#components/retention/use-policies.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { isolate } from "#lib/format/isolate.ts";
import { DEFAULT_POLICY_NAME } from "#lib/policies/rules.ts";

/** Under which policy a resource begins, and what that means; left alone, it is the runbook's. */
export function PolicyField({ error }: { error: string | undefined }) {
  const policies = usePolicies().data?.items ?? [];
  const [chosen, setChosen] = useState("");
  const standard = policies.find((one) => one.name === DEFAULT_POLICY_NAME);
  const policy = policies.find((one) => one.id === chosen) ?? standard;
  return (
    <div className="grid gap-2">
      <Field
        label="Runs and keeps by"
        hint="Nothing runs before archiving is set up. It can be put under another policy at any time."
        error={error}
      >
        {(control) => (
          <Select
            {...control}
            name="policyId"
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          >
            <option value="">The runbook’s policy</option>
            {policies
              .filter((one) => one !== standard)
              .map((one) => (
                <option key={one.id} value={one.id}>
                  {isolate(one.name)}
                </option>
              ))}
          </Select>
        )}
      </Field>
      {policy !== undefined && (
        <ul className="num grid gap-0.5 text-ink-2">
          {policy.schedules.map((one) => (
            <li key={one.scheduleId}>{one.sentence}</li>
          ))}
          <li>{policy.retentionSentence}</li>
        </ul>
      )}
    </div>
  );
}
