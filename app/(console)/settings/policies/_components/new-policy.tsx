"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { defaultRules } from "#lib/policies/rules.ts";
import { toDraft } from "./policy-draft.ts";
import { PolicyForm } from "./policy-form.tsx";
import { useDraft } from "./use-draft.ts";
import { useLeaveGuard } from "./use-leave-guard.ts";

export function NewPolicy() {
  const { can } = useSession();
  return (
    <>
      <PageHead
        title="Create a policy"
        sub="It begins as the runbook says; resources are put under it afterwards."
      />
      {can("policy.create") ? (
        <NewPolicyForm />
      ) : (
        <Panel>
          <EmptyState title="Creating a policy needs the role admin" />
        </Panel>
      )}
    </>
  );
}

function NewPolicyForm() {
  const router = useRouter();
  const client = useQueryClient();
  const form = useDraft(() => toDraft("", defaultRules));
  const create = useMutation({
    mutationFn: () => postJson("/policies", form.value, ({ policyDto }) => policyDto),
    onSuccess: async (policy) => {
      await client.invalidateQueries({ queryKey: ["policy"] });
      router.push(`/settings/policies/${policy.id}`);
    },
  });
  useLeaveGuard(form.draft.name !== "" && !create.isSuccess);
  return (
    <PolicyForm
      form={form}
      policyId={null}
      onSubmit={() => create.mutate()}
      problem={create.isError && <Problem title="It was not created" problem={asProblem(create.error)} />}
      actions={
        <>
          <Button type="submit" tone="primary" isBusy={create.isPending}>
            Create the policy
          </Button>
          <Link href="/settings/policies" className={buttonStyle()}>
            Cancel
          </Link>
        </>
      }
    />
  );
}
