"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { postJson } from "#components/data/api.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { refreshSchedule } from "#components/schedules/refresh-schedule.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { createPolicyInput, PolicyDto } from "#lib/policies/schema.ts";

export type PolicyValue = z.infer<typeof createPolicyInput>;

/** Saves over the version that was edited. */
export function useSavePolicy({ onSaved }: { onSaved: (policy: PolicyDto) => void }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ base, value }: { base: PolicyDto; value: PolicyValue }) =>
      postJson(`/policies/${base.id}`, { ...value, version: base.version }, ({ policyDto }) => policyDto),
    onSuccess: async (policy) => {
      client.setQueryData(["policy", policy.id], policy);
      onSaved(policy);
      confirmDone(`${isolate(policy.name)} was saved.`);
      await Promise.all([refreshSchedule(client), client.invalidateQueries({ queryKey: ["policy"] })]);
    },
  });
}
