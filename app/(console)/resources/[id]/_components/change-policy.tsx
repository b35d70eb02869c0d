"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { refreshChanges } from "#components/changes/refresh-changes.ts";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { confirmDone } from "#components/data/confirm-done.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { useSchema } from "#components/data/use-schema.ts";
import { useSession } from "#components/data/use-session.tsx";
import { RetentionEffects } from "#components/retention/retention-effects.tsx";
import { usePolicies } from "#components/retention/use-policies.ts";
import { Weakenings } from "#components/retention/weakenings.tsx";
import { refreshSchedule } from "#components/schedules/refresh-schedule.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { ResourceDto } from "#lib/resources/schema.ts";

interface ChangePolicyProps {
  resource: ResourceDto;
  policy: { id: string; name: string } | null;
}

export function ChangePolicy({ resource, policy }: ChangePolicyProps) {
  const { can } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (!can("policy.attach")) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {policy === null ? "Put it under a policy…" : "Change the policy…"}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        className="sm:max-w-2xl"
        title={`Put ${resource.name} under ${policy === null ? "a" : "another"} policy`}
        description="It takes over schedules, retention and alert limits. What would be deleted is worked out first."
      >
        <ChangePolicyForm resource={resource} policy={policy} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function ChangePolicyForm({ resource, policy, onClose }: ChangePolicyProps & { onClose: () => void }) {
  const policies = usePolicies();
  const [chosen, setChosen] = useState("");
  const others = (policies.data?.items ?? []).filter((one) => one.id !== policy?.id);
  return (
    <div className="grid gap-4">
      <Field label="Policy" hint={others.find((one) => one.id === chosen)?.retentionSentence}>
        {(control) => (
          <Select {...control} value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value="">{others.length === 0 ? "There is no other policy" : "Choose a policy"}</option>
            {others.map((one) => (
              <option key={one.id} value={one.id}>
                {isolate(one.name)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {chosen === "" ? (
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
        </DialogActions>
      ) : (
        <Attach key={chosen} resource={resource} policyId={chosen} onClose={onClose} />
      )}
    </div>
  );
}

interface AttachProps {
  resource: ResourceDto;
  policyId: string;
  onClose: () => void;
}

function Attach({ resource, policyId, onClose }: AttachProps) {
  const router = useRouter();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const simulation = useQuery({
    queryKey: ["simulation", resource.id, policyId],
    queryFn: () =>
      postJson(
        `/resources/${resource.id}/policy/simulate`,
        { policyId },
        ({ retentionSimulation }) => retentionSimulation,
      ),
  });
  const isShorter = simulation.data?.isShorter ?? false;
  const isReasonGiven =
    useSchema(({ requestAttachInput }) => requestAttachInput.shape.reason)?.safeParse(reason).success ??
    false;
  const attach = useMutation({
    mutationFn: async () => {
      if (!isShorter) {
        const policy = await postJson(
          `/resources/${resource.id}/policy`,
          { policyId },
          ({ policyDto }) => policyDto,
        );
        return { changeId: null, policyName: policy.name };
      }
      const request = await postJson(
        `/resources/${resource.id}/policy/request`,
        { policyId, reason },
        ({ retentionRequestPage }) => retentionRequestPage,
      );
      return { changeId: request.changeId, policyName: request.plan.policyName };
    },
    onSuccess: async ({ changeId, policyName }) => {
      await Promise.all([
        refreshSchedule(client),
        refreshChanges(client),
        client.invalidateQueries({ queryKey: ["policy"] }),
      ]);
      if (changeId !== null) return router.push(`/retention/${changeId}`);
      confirmDone(`${resource.name} is under ${isolate(policyName)}.`);
      onClose();
    },
  });
  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (simulation.data && (!isShorter || isReasonGiven)) attach.mutate();
      }}
    >
      <Loaded query={simulation} what="What it would delete">
        {(data) => (
          <>
            <Weakenings weakenings={data.weakenings} title="Keeps less: needs approval" />
            <RetentionEffects
              previews={data.previews}
              empty="There is no backup set yet: nothing is deleted."
            />
          </>
        )}
      </Loaded>
      {isShorter && (
        <Field label="Why" hint="The approver reads it; it stays in the audit log.">
          {(control) => (
            <Textarea
              {...control}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      )}
      {attach.isError && <Problem title="The policy was not changed" problem={asProblem(attach.error)} />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          tone="primary"
          disabled={simulation.data === undefined || (isShorter && !isReasonGiven)}
          isBusy={attach.isPending}
        >
          {isShorter ? "Ask to keep less" : "Put it under this policy"}
        </Button>
      </DialogActions>
    </form>
  );
}
