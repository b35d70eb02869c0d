import { z } from "zod";
import type { OpenResource } from "#jobs/open-resource.ts";
import type { OperationRun } from "#jobs/operation-run.ts";
import { loadRetained } from "#lib/retention/load-retained.ts";
import { planExpiry } from "#lib/retention/rules.ts";

export interface RetentionSite {
  resource: OpenResource;
  repositoryId: string;
}

const schema = z.object({
  /** Name of the policy; null when there is none, and then nothing goes. */
  policy: z.string().nullable(),
  /** In the order in which they can be removed. */
  expire: z.array(z.object({ label: z.string(), reason: z.string() })),
  kept: z.array(z.object({ label: z.string(), reasons: z.array(z.string()) })),
  /** Labels that can be restored now, and those without what goes can be restored afterwards. */
  restorable: z.array(z.string()),
});

export type RepositoryPlan = z.infer<typeof schema>;

/** What the resource's policy lets go, as the catalogue, the holds and the policy are at this moment. */
async function plan(run: OperationRun, site: RetentionSite, known: string[]): Promise<RepositoryPlan> {
  const { worker } = run;
  const now = worker.now();
  const retained = (await loadRetained(worker.db, now, { id: site.resource.row.id })).find(
    ({ repository }) => repository.id === site.repositoryId,
  );
  if (!retained) return { policy: null, expire: [], kept: [], restorable: [] };
  const sets = retained.sets.map((set) => ({
    ...set,
    keptBecause: known.includes(set.label) ? null : "it was not known before it was found here",
  }));
  const { verdicts, expire } = planExpiry({
    sets,
    holds: retained.holds,
    rules: retained.policy?.retention ?? null,
    now,
  });
  const reasonsOf = (label: string) => verdicts.find((each) => each.label === label)?.reasons ?? [];
  return {
    policy: retained.policy?.name ?? null,
    expire: expire.map((label) => ({ label, reason: reasonsOf(label).join("; ") })),
    kept: verdicts
      .filter(({ verdict }) => verdict === "keep")
      .map(({ label, reasons }) => ({ label, reasons })),
    restorable: sets.filter(({ problem }) => problem === null).map(({ label }) => label),
  };
}

export const planRepository = Object.assign(plan, { schema });
