import { minOf } from "#lib/format/bigint.ts";
import type { RetentionRules } from "#lib/policies/schema.ts";
import { DAY_MICROS } from "./calendar.ts";
import type { RetainedSet } from "./retained-set.ts";
import { days, hasOwnRule, ruleExits, ruleReasons, typeWords } from "./rule-reasons.ts";
import { type SetGraph, setGraph } from "./set-graph.ts";

export interface RetentionHold {
  label: string;
  reason: string;
  /** Null: until it is released. */
  expiresAtMicros: bigint | null;
}

/** One resource in one repository. */
export interface ExpiryInput {
  sets: readonly RetainedSet[];
  holds: readonly RetentionHold[];
  /** Null: no policy, everything stays. */
  rules: RetentionRules | null;
  now: bigint;
}

export interface ExpiryPlan {
  /** Oldest first. */
  verdicts: {
    label: string;
    verdict: "keep" | "expire";
    reasons: string[];
    expiresAtMicros: bigint | null;
  }[];
  /** Labels in the order in which they can be removed: what builds on a set goes before it. */
  expire: string[];
  /** By cluster: the first WAL segment a kept set needs. What has a lower number is needed by nobody. */
  walFloors: { systemIdentifier: string; segment: string }[];
  /** Oldest instant that can be restored; null when none. */
  windowFromMicros: { before: bigint | null; after: bigint | null };
  /** What goes within the next 120 days if nothing is added, soonest first; without what goes now. */
  schedule: { atMicros: bigint; labels: string[] }[];
}

const SCHEDULE_MICROS = 120n * DAY_MICROS;

/**
 * What the rules keep and let go. Whatever they say: a kept set keeps every set and all WAL it needs, the newest
 * restorable point stays reachable, `minimumFulls` restorable full sets stay, held sets stay, and where nothing is
 * known to be restorable nothing goes.
 */
export function planExpiry(input: ExpiryInput): ExpiryPlan {
  const sets = input.sets.toSorted(byStop);
  const graph = setGraph(sets);
  const kept = keepReasons(sets, graph, input, input.now);
  const staying = sets.filter(({ label }) => kept.has(label));
  const steps = futureSteps(staying, graph, input);
  const leavesAt = new Map(steps.flatMap(({ atMicros, labels }) => labels.map((label) => [label, atMicros])));
  return {
    verdicts: sets.map((set) => {
      const reasons = kept.get(set.label);
      if (reasons) {
        const expiresAtMicros = leavesAt.get(set.label) ?? null;
        return { label: set.label, verdict: "keep", reasons, expiresAtMicros };
      }
      return {
        label: set.label,
        verdict: "expire",
        reasons: [whyExpired(set, input.rules)],
        expiresAtMicros: null,
      };
    }),
    expire: removalOrder(
      sets.filter(({ label }) => !kept.has(label)),
      graph,
    ),
    walFloors: walFloors(staying),
    windowFromMicros: { before: windowFrom(sets), after: windowFrom(staying) },
    schedule: steps.filter(({ atMicros }) => atMicros <= input.now + SCHEDULE_MICROS),
  };
}

/** Names differ by timeline first; a segment's number in the WAL is what follows. */
export function segmentPlace(segment: string): string {
  return segment.slice(8);
}

/**
 * What `after` keeps for less time than `before`, one sentence each; empty when it keeps no less. Null before means
 * no policy: everything was kept. A type without days and number stays as long as its full set, which compares with
 * no number of days: that change counts as weaker in both directions.
 */
export function retentionWeakenings(before: RetentionRules | null, after: RetentionRules): string[] {
  if (before === null)
    return ["Until now nothing expires; from then on sets that the policy does not keep go."];
  const byType = (["full", "diff", "incr"] as const).flatMap((type) => {
    const [was, is] = [before[type], after[type]];
    const name = `${capital(typeWords[type])} sets`;
    if (hasOwnRule(before, type) !== hasOwnRule(after, type)) {
      return [`${name}: ${ruleWords(was)} → ${ruleWords(is)}.`];
    }
    return [
      ...((is.keepDays ?? 0) < (was.keepDays ?? 0)
        ? [
            `${name}: ${days(was.keepDays ?? 0)} → ${is.keepDays === undefined ? "no days" : days(is.keepDays)}.`,
          ]
        : []),
      ...((is.keepCount ?? 0) < (was.keepCount ?? 0)
        ? [
            `${name}: the newest ${was.keepCount} → ${is.keepCount ? `the newest ${is.keepCount}` : "no number"}.`,
          ]
        : []),
    ];
  });
  const byUnit = (["daily", "weekly", "monthly", "yearly"] as const).flatMap((unit) => {
    const [was, is] = [before.gfs?.[unit] ?? 0, after.gfs?.[unit] ?? 0];
    return is < was ? [`${capital(unit)} full sets: ${was} → ${is}.`] : [];
  });
  const minimum =
    after.minimumFulls < before.minimumFulls
      ? [`Full sets that always stay: ${before.minimumFulls} → ${after.minimumFulls}.`]
      : [];
  return [...byType, ...byUnit, ...minimum];
}

/** Why each set that stays stays. Sets in order of their stop. */
function keepReasons(
  sets: readonly RetainedSet[],
  graph: SetGraph,
  input: ExpiryInput,
  now: bigint,
): Map<string, string[]> {
  const kept = new Map<string, string[]>();
  const keep = (label: string, reason: string) => kept.set(label, [...(kept.get(label) ?? []), reason]);
  const { rules } = input;
  const newestFirst = sets.toReversed();
  const sound = newestFirst.filter((set) => set.problem === null);
  if (rules === null) for (const { label } of sets) keep(label, "no policy: nothing expires");
  else if (sound.length === 0) {
    for (const { label } of sets) keep(label, "no set here is known to be restorable, so nothing goes");
  }
  if (rules === null || sound.length === 0) return kept;
  for (const { label, reason } of ruleReasons(newestFirst, rules, now)) keep(label, reason);
  for (const { label, reason } of safetyReasons(newestFirst, rules)) keep(label, reason);
  for (const set of sets) if (set.keptBecause !== null) keep(set.label, set.keptBecause);
  const present = new Set(sets.map(({ label }) => label));
  for (const hold of input.holds) {
    const isActive = hold.expiresAtMicros === null || now < hold.expiresAtMicros;
    if (isActive && present.has(hold.label)) keep(hold.label, `held: ${hold.reason}`);
  }
  keepWhatIsNeeded(kept, graph);
  for (const set of sets) {
    const full = graph.fullOf(set.label);
    if (set.type === "full" || hasOwnRule(rules, set.type) || full === null || !kept.has(full)) continue;
    keep(set.label, `kept as long as its full set ${full}`);
  }
  keepWhatIsNeeded(kept, graph);
  return kept;
}

/** What stays under any rules: the way to the newest restorable point, and the minimum. */
function safetyReasons(newestFirst: readonly RetainedSet[], rules: RetentionRules) {
  const sound = newestFirst.filter((set) => set.problem === null);
  const fulls = sound.filter((set) => set.type === "full");
  const reaching = sound.filter((set) => set.reachesNewest);
  const reasons = [
    { set: sound[0], reason: "the newest set that can be restored" },
    { set: fulls[0], reason: "the newest full set that can be restored" },
    { set: reaching[0], reason: "the newest set on the way to the newest restorable point" },
    {
      set: reaching.find((set) => set.type === "full"),
      reason: "the newest full set on the way to the newest restorable point",
    },
    ...fulls.slice(0, rules.minimumFulls).map((set) => ({
      set,
      reason: `one of the ${rules.minimumFulls} restorable full sets that always stay`,
    })),
  ];
  return reasons.flatMap(({ set, reason }) => (set ? [{ label: set.label, reason }] : []));
}

function keepWhatIsNeeded(kept: Map<string, string[]>, graph: SetGraph): void {
  const neededBy = new Map<string, string[]>();
  for (const label of kept.keys()) {
    for (const needed of graph.needs(label)) neededBy.set(needed, [...(neededBy.get(needed) ?? []), label]);
  }
  for (const [label, dependents] of neededBy) {
    const reasons = (kept.get(label) ?? []).filter((reason) => !reason.endsWith(NEED));
    kept.set(label, [...reasons, `${listed(dependents)} ${NEED}`]);
  }
}

const NEED = "cannot do without it";

function listed(labels: string[]): string {
  const [first = "", ...others] = labels;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function whyExpired(set: RetainedSet, rules: RetentionRules | null): string {
  if (rules === null || !hasOwnRule(rules, set.type)) return "its full set goes";
  return `the rule for ${typeWords[set.type]} sets (${ruleWords(rules[set.type])}) lets it go`;
}

function ruleWords({ keepDays, keepCount }: { keepDays?: number; keepCount?: number }): string {
  const parts = [
    ...(keepDays === undefined ? [] : [days(keepDays)]),
    ...(keepCount === undefined ? [] : [`the newest ${keepCount}`]),
  ];
  return parts.join(" or ") || "as long as their full set";
}

/** Walks through the moments at which something can change, taking away what goes at each. */
function futureSteps(staying: readonly RetainedSet[], graph: SetGraph, input: ExpiryInput) {
  const { rules } = input;
  if (rules === null) return [];
  const exits = [
    ...staying.flatMap((set) => ruleExits(set, rules)),
    ...input.holds.flatMap(({ expiresAtMicros }) => (expiresAtMicros === null ? [] : [expiresAtMicros])),
  ];
  const moments = [...new Set(exits)].filter((each) => each > input.now).sort((a, b) => (a < b ? -1 : 1));
  const steps: { atMicros: bigint; labels: string[] }[] = [];
  let rest = staying;
  for (const atMicros of moments) {
    const kept = keepReasons(rest, graph, input, atMicros);
    if (kept.size === rest.length) continue;
    steps.push({ atMicros, labels: rest.flatMap(({ label }) => (kept.has(label) ? [] : [label])) });
    rest = rest.filter(({ label }) => kept.has(label));
  }
  return steps;
}

function removalOrder(sets: readonly RetainedSet[], graph: SetGraph): string[] {
  // What a set needs is always in what those that build on it need, too: the one that needs more goes first.
  return sets
    .toSorted((a, b) => graph.needs(b.label).size - graph.needs(a.label).size || -byStop(a, b))
    .map(({ label }) => label);
}

function walFloors(staying: readonly RetainedSet[]): ExpiryPlan["walFloors"] {
  const floors = new Map<string, string>();
  for (const { systemIdentifier, startSegment } of staying) {
    const lowest = floors.get(systemIdentifier);
    const isLower = lowest === undefined || segmentPlace(startSegment) < segmentPlace(lowest);
    if (isLower) floors.set(systemIdentifier, startSegment);
  }
  return [...floors].map(([systemIdentifier, segment]) => ({ systemIdentifier, segment }));
}

/** A set's stop is known to the second, rounded down: from the next one on it is certainly consistent. */
function windowFrom(sets: readonly RetainedSet[]): bigint | null {
  const starts = sets.filter((set) => set.problem === null).map((set) => set.stoppedAtMicros + 1_000_000n);
  return starts.reduce<bigint | null>((least, each) => (least === null ? each : minOf(least, each)), null);
}

function byStop(a: RetainedSet, b: RetainedSet): number {
  if (a.stoppedAtMicros !== b.stoppedAtMicros) return a.stoppedAtMicros < b.stoppedAtMicros ? -1 : 1;
  return a.label < b.label ? -1 : 1;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
