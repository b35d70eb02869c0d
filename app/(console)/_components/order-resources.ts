import type { OverviewResource } from "#lib/overview/schema.ts";

type Row = Pick<OverviewResource, "state" | "words" | "rpo" | "rto" | "proven" | "restorableTo"> & {
  resource: Pick<OverviewResource["resource"], "name" | "host" | "tier" | "system">;
};

export const shownStates = ["attention", "bad", "unknown", "warning", "good"] as const;
export const resourceOrders = ["urgency", "name", "loss", "duration", "restorable", "proven"] as const;
export type ResourceOrder = (typeof resourceOrders)[number];

export interface ResourceFilter {
  /** Part of a name, host, system, tier or of what is said of its state. */
  q: string;
  /** attention: everything that is not known to be good. */
  state: (typeof shownStates)[number] | null;
  system: string | null;
}

const urgency: Record<OverviewResource["state"], number> = { bad: 0, unknown: 1, warning: 2, good: 3 };

/** The worst first whatever the order is by, what is not known before what is; then by name. */
export function orderResources<T extends Row>(resources: readonly T[], by: ResourceOrder): T[] {
  const badness = { ...measures, urgency: ({ state }: Row) => -urgency[state], name: () => 0 }[by];
  return resources
    .map((row) => ({ row, badness: badness(row) }))
    .sort((a, b) => compare(b.badness, a.badness) || byName.compare(a.row.resource.name, b.row.resource.name))
    .map(({ row }) => row);
}

export function matchesFilter(status: Row, { q, state, system }: ResourceFilter): boolean {
  if (state === "attention" ? status.state === "good" : state !== null && status.state !== state)
    return false;
  if (system !== null && status.resource.system !== system) return false;
  const wanted = q.trim().toLowerCase();
  if (wanted === "") return true;
  const { name, host, tier } = status.resource;
  return [name, host, tier, status.resource.system ?? "", ...status.words].some((word) =>
    word.toLowerCase().includes(wanted),
  );
}

const byName = new Intl.Collator("en", { numeric: true });

/** Larger is worse. */
const measures = {
  loss: ({ rpo }: Row) => (rpo.kind === "unknown" ? Infinity : rpo.lossMs),
  duration: ({ rto }: Row) => rto?.highMs ?? Infinity,
  restorable: ({ restorableTo }: Row) => (restorableTo === null ? Infinity : -Number(restorableTo)),
  proven: ({ proven }: Row) => (proven === null ? Infinity : -Date.parse(proven.restoredAt)),
};

/** Not by subtraction: two that are not known are equal. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
