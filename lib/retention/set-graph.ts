import type { RetainedSet } from "./retained-set.ts";

/** Which set stands on which, through as many others as it takes. */
export interface SetGraph {
  /** Everything this set needs to be restored, itself excluded; only what is there. */
  needs(label: string): ReadonlySet<string>;
  /** The full set it begins with; null for a full set and when that is gone. */
  fullOf(label: string): string | null;
}

export function setGraph(sets: readonly RetainedSet[]): SetGraph {
  const byLabel = new Map(sets.map((set) => [set.label, set]));
  const known = new Map<string, ReadonlySet<string>>();
  const needs = (label: string): ReadonlySet<string> => {
    const earlier = known.get(label);
    if (earlier) return earlier;
    const found = new Set<string>();
    const open = [...(byLabel.get(label)?.references ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const set = byLabel.get(next);
      if (!set || next === label || found.has(next)) continue;
      found.add(next);
      open.push(...set.references);
    }
    known.set(label, found);
    return found;
  };
  return {
    needs,
    fullOf: (label) => [...needs(label)].find((each) => byLabel.get(each)?.type === "full") ?? null,
  };
}
