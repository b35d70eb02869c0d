import type { ObjectivesDto, RtoProjection, SystemObjectives } from "#lib/objectives/schema.ts";

/** M10: critical systems within an hour, everything within two. */
export const systemTargetSeconds = { critical: 3_600, standard: 7_200 } as const;
export const completeTargetSeconds = 7_200;

export interface RecoverableSystem {
  id: string;
  name: string;
  tier: "critical" | "standard";
  /** In recovery order. */
  resources: { id: string; name: string }[];
}

type Projections = ReadonlyMap<string, RtoProjection | null>;

/**
 * What a system would take: its resources one after the other, in recovery order. A sum that leaves out what was
 * never restored would be a promise, so there is none then.
 */
export function composeSystems(
  systems: readonly RecoverableSystem[],
  projections: Projections,
  /** Resources of no system: part of everything, after the others. */
  alone: RecoverableSystem["resources"] = [],
): Pick<ObjectivesDto, "systems" | "complete"> {
  const ordered = inRecoveryOrder(systems);
  return {
    systems: ordered.map(({ id, name, tier, resources }) => ({
      id,
      name,
      tier,
      targetSeconds: systemTargetSeconds[tier],
      ...compose(resources, projections),
    })),
    complete: {
      name: "Everything",
      targetSeconds: completeTargetSeconds,
      ...compose([...ordered.flatMap(({ resources }) => resources), ...alone], projections),
    },
  };
}

/** Critical systems come back first. */
function inRecoveryOrder(systems: readonly RecoverableSystem[]): RecoverableSystem[] {
  const rank = { critical: 0, standard: 1 };
  return systems.toSorted((a, b) => rank[a.tier] - rank[b.tier] || a.name.localeCompare(b.name, "en"));
}

function compose(
  resources: RecoverableSystem["resources"],
  projections: Projections,
): Pick<SystemObjectives, "resources" | "projection" | "neverRestored"> {
  const projected = resources.map((resource) => ({
    ...resource,
    projection: projections.get(resource.id) ?? null,
  }));
  const known = projected.flatMap(({ projection }) => (projection === null ? [] : [projection]));
  const sum = (end: "lowMs" | "midMs" | "highMs") => known.reduce((total, each) => total + each[end], 0);
  const isWhole = known.length === projected.length && known.length > 0;
  return {
    resources: projected.map(({ id, name, projection }) => ({
      id,
      name,
      midMs: projection?.midMs ?? null,
    })),
    projection: isWhole ? { lowMs: sum("lowMs"), midMs: sum("midMs"), highMs: sum("highMs") } : null,
    neverRestored: projected.filter(({ projection }) => projection === null).map(({ name }) => name),
  };
}
