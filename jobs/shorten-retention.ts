import { z } from "zod";
import type { OperationHandler, OperationRun } from "#jobs/operation-run.ts";
import { planText } from "#lib/changes/plan.ts";
import { spendApproval } from "#lib/changes/spend-approval.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { isolate } from "#lib/format/isolate.ts";
import { changeRules } from "#lib/policies/change-rules.ts";
import { lockPolicies } from "#lib/policies/lock-policies.ts";
import { moveResource } from "#lib/policies/move-resource.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { loadPolicyRules } from "#lib/retention/load-policy-rules.ts";
import { queueExpiry } from "#lib/retention/queue-expiry.ts";
import { retentionSentence } from "#lib/retention/retention-sentence.ts";
import { type RetentionPlan, retentionPlan } from "#lib/retention/schema.ts";

/** Puts an approved plan to keep less in force. The rules and the outcome are one transaction (T10, T11). */
export const shortenRetention: OperationHandler = async (run) => {
  const { worker } = run;
  const plan = await checkApproval(run);
  const resourceName = await run.step("check the plan", z.string().nullable(), () =>
    checkPlan(worker.db, plan),
  );
  return {
    details: { sentence: retentionSentence(plan, resourceName), policyId: plan.policyId },
    commit: async (tx) => {
      const resource = plan.resourceId === null ? null : await loadResource(tx, plan.resourceId);
      await lockPolicies(tx, [plan.policyId, resource?.policyId ?? null]);
      await checkPlan(tx, plan);
      if (resource) {
        await moveResource(worker, tx, resource, plan.policyId);
        return queueExpiry(worker, tx, [resource.id]);
      }
      const { policy, rules } = await loadPolicyRules(tx, plan.policyId);
      await changeRules(worker, tx, {
        id: policy.id,
        version: plan.policyVersion,
        name: policy.name,
        rules: { ...rules, retention: plan.after },
      });
      await queueExpiry(worker, tx, plan.resources?.map(({ id }) => id) ?? []);
    },
  };
};

async function checkApproval({ worker, operation, step }: OperationRun): Promise<RetentionPlan> {
  const text = await step("check the approval", z.string(), async () => {
    const spent = await spendApproval(worker, {
      kind: "retention",
      changeRequestId: operation.changeRequestId ?? "",
      operationId: operation.id,
      attempt: operation.attempt,
    });
    return spent.planText;
  });
  return retentionPlan.parse(JSON.parse(text));
}

/** T11: what was approved was a step from exactly these rules. Returns the name of the resource it is about. */
async function checkPlan(db: Database | Transaction, plan: RetentionPlan): Promise<string | null> {
  const { policy, rules } = await loadPolicyRules(db, plan.policyId);
  if (policy.version !== plan.policyVersion) {
    throw stale(`The policy ${isolate(policy.name)} was changed after the plan was made.`);
  }
  if (plan.resourceId === null) {
    await checkResources(db, plan);
    return null;
  }
  const resource = await loadResource(db, plan.resourceId);
  const before =
    resource.policyId === null ? null : (await loadPolicyRules(db, resource.policyId)).rules.retention;
  const isSame = planText({ before }) === planText({ before: plan.before });
  const isAsPlanned = planText(rules.retention) === planText(plan.after);
  if (isSame && isAsPlanned && resource.policyId !== policy.id) return resource.name;
  throw stale(`What ${resource.name} keeps was changed after the plan was made.`);
}

/** The approvers saw what becomes of the sets of these resources, and of no others. */
async function checkResources(db: Database | Transaction, plan: RetentionPlan): Promise<void> {
  const planned = plan.resources;
  const policyName = isolate(plan.policyName);
  if (planned === undefined) throw stale(`The plan does not say which resources are under ${policyName}.`);
  const under = await db.resource.findMany({
    where: { policyId: plan.policyId },
    select: { id: true, name: true },
  });
  const come = under.filter(({ id }) => !planned.some((each) => each.id === id));
  const gone = planned.filter(({ id }) => !under.some((each) => each.id === id));
  const changes = [
    ...come.map(({ name }) => `${name} was put under the policy ${policyName} after the plan was made.`),
    ...gone.map(
      ({ name }) => `${name} is no longer under the policy ${policyName}, as it was when the plan was made.`,
    ),
  ];
  if (changes.length > 0) throw stale(changes.join(" "));
}

function stale(sentence: string): AppError {
  return new AppError("PRECONDITION", sentence, {
    hint: "Nothing was changed. Look at what it would do now, then ask again.",
    reason: "stale-plan",
  });
}
