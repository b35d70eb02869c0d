import type { RetentionRules } from "#lib/policies/schema.ts";
import type { Retained } from "#lib/retention/load-retained.ts";
import { type ExpiryPlan, planExpiry, segmentPlace } from "#lib/retention/rules.ts";
import type { RetentionPreview } from "#lib/retention/schema.ts";

/** What rules would do to one resource in one repository. Null rules keep everything. */
export function toPreview(
  { resource, repository, sets, holds }: Retained,
  rules: RetentionRules | null,
  now: bigint,
): RetentionPreview {
  const plan = planExpiry({ sets, holds, rules, now });
  const byLabel = new Map(sets.map((set) => [set.label, set]));
  return {
    resource,
    repository: { id: repository.id, name: repository.name },
    verdicts: plan.verdicts.flatMap((verdict) => {
      const set = byLabel.get(verdict.label);
      if (!set) return [];
      return [
        {
          ...verdict,
          type: set.type,
          stoppedAtMicros: set.stoppedAtMicros.toString(),
          repositoryBytes: set.repositoryBytes,
          expiresAtMicros: verdict.expiresAtMicros?.toString() ?? null,
        },
      ];
    }),
    expiringNow: plan.expire,
    expiringBytes: plan.expire.reduce((sum, label) => sum + (byLabel.get(label)?.repositoryBytes ?? 0), 0),
    walBefore: walBefore(planExpiry({ sets, holds, rules: null, now }), plan, sets.at(-1)?.systemIdentifier),
    windowFromMicros: {
      before: plan.windowFromMicros.before?.toString() ?? null,
      after: plan.windowFromMicros.after?.toString() ?? null,
    },
    schedule: plan.schedule.map(({ atMicros, labels, windowFromMicros }) => ({
      atMicros: atMicros.toString(),
      labels,
      windowFromMicros: windowFromMicros?.toString() ?? null,
    })),
  };
}

function walBefore(before: ExpiryPlan, after: ExpiryPlan, systemIdentifier: string | undefined) {
  const floorOf = ({ walFloors }: ExpiryPlan) =>
    walFloors.find((floor) => floor.systemIdentifier === systemIdentifier)?.segment ?? null;
  const [was, is] = [floorOf(before), floorOf(after)];
  return was !== null && is !== null && segmentPlace(is) > segmentPlace(was) ? is : null;
}
