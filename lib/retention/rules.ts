import { typeWords } from "#lib/backups/words.ts";
import { maxOf, minOf } from "#lib/format/bigint.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { RetentionRules } from "#lib/policies/schema.ts";
import { DAY_MICROS } from "./calendar.ts";
import type { RetainedSet } from "./retained-set.ts";
import { FOREVER, hasOwnRule, type KeepReason, ruleReasons, ruleWords } from "./rule-reasons.ts";
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
  /**
   * What goes within the next 120 days if nothing is added, soonest first, and the oldest instant that can be restored
   * from then on; without what goes now.
   */
  schedule: { atMicros: bigint; labels: string[]; windowFromMicros: bigint | null }[];
}

const SCHEDULE_MICROS = 120n * DAY_MICROS;

/**
 * What the rules keep and let go. Whatever they say: a kept set keeps every set and all WAL it needs, the newest
 * restorable point stays reachable, `minimumFulls` restorable full sets stay, held sets stay, and where nothing is
 * known to be restorable nothing goes.
 */
export function planExpiry(input: ExpiryInput): ExpiryPlan {
  const { now } = input;
  const sets = input.sets.toSorted(byStop);
  const graph = setGraph(sets);
  const reasons = keepReasons(sets, input);
  const until = keptUntil(sets, graph, reasons, input.rules);
  const isKept = ({ label }: RetainedSet) => (until.get(label) ?? 0n) > now;
  const staying = sets.filter(isKept);
  const neededBy = dependents(staying, graph);
  const leaving = sets.filter((set) => !isKept(set));
  return {
    verdicts: sets.map((set) => {
      const { label } = set;
      if (!isKept(set)) {
        return { label, verdict: "expire", reasons: [whyExpired(set, input.rules)], expiresAtMicros: null };
      }
      const leavesAt = until.get(label) ?? FOREVER;
      return {
        label,
        verdict: "keep",
        reasons: keptReasons(set, { graph, reasons: reasons.get(label), neededBy: neededBy.get(label), now }),
        expiresAtMicros: leavesAt === FOREVER ? null : leavesAt,
      };
    }),
    expire: removalOrder(leaving, graph),
    walFloors: walFloors(staying),
    windowFromMicros: { before: windowFrom(sets), after: windowFrom(staying) },
    schedule: futureSteps(staying, until).filter(({ atMicros }) => atMicros <= now + SCHEDULE_MICROS),
  };
}

/** Names differ by timeline first; a segment's number in the WAL is what follows. */
export function segmentPlace(segment: string): string {
  return segment.slice(8);
}

/** Why each set is kept for its own sake. Sets in order of their stop. */
function keepReasons(sets: readonly RetainedSet[], { rules, holds }: ExpiryInput): Map<string, KeepReason[]> {
  const newestFirst = sets.toReversed();
  const isSound = sets.some((set) => set.problem === null);
  const all = (reason: string) => sets.map(({ label }) => ({ label, reason, until: FOREVER }));
  const found =
    rules === null
      ? all("no policy: nothing expires")
      : !isSound
        ? all("no set here is known to be restorable, so nothing goes")
        : [
            ...ruleReasons(newestFirst, rules),
            ...safetyReasons(newestFirst, rules),
            ...heldReasons(sets, holds),
          ];
  return Map.groupBy(found, ({ label }) => label);
}

/** What stays under any rules: the way to the newest restorable point, and the minimum. */
function safetyReasons(newestFirst: readonly RetainedSet[], rules: RetentionRules): KeepReason[] {
  const sound = newestFirst.filter((set) => set.problem === null);
  const fulls = sound.filter((set) => set.type === "full");
  const reaching = sound.filter((set) => set.reachesNewest);
  const minimum = `one of the ${rules.minimumFulls} restorable full sets that always stay`;
  const reasons = [
    { set: sound[0], reason: "the newest set that can be restored" },
    { set: fulls[0], reason: "the newest full set that can be restored" },
    { set: reaching[0], reason: "the newest set on the way to the newest restorable point" },
    {
      set: reaching.find((set) => set.type === "full"),
      reason: "the newest full set on the way to the newest restorable point",
    },
    ...fulls.slice(0, rules.minimumFulls).map((set) => ({ set, reason: minimum })),
  ];
  return reasons.flatMap(({ set, reason }) => (set ? [{ label: set.label, reason, until: FOREVER }] : []));
}

function heldReasons(sets: readonly RetainedSet[], holds: readonly RetentionHold[]): KeepReason[] {
  const because = sets.flatMap(({ label, keptBecause }) =>
    keptBecause === null ? [] : [{ label, reason: keptBecause, until: FOREVER }],
  );
  const held = holds.map(({ label, reason, expiresAtMicros }) => ({
    label,
    reason: `held: ${isolate(reason)}`,
    until: expiresAtMicros ?? FOREVER,
  }));
  return [...because, ...held];
}

/**
 * Until when each set stays: as long as a reason of its own holds, or a set stays that needs it. A type without a rule
 * of its own stays as long as its full set; that full set is then needed no longer than it stays anyway.
 */
function keptUntil(
  sets: readonly RetainedSet[],
  graph: SetGraph,
  reasons: Map<string, KeepReason[]>,
  rules: RetentionRules | null,
): Map<string, bigint> {
  const until = new Map(
    sets.map(({ label }) => [
      label,
      (reasons.get(label) ?? []).reduce((most, each) => maxOf(most, each.until), 0n),
    ]),
  );
  const extend = (label: string, to: bigint) => until.set(label, maxOf(until.get(label) ?? 0n, to));
  const extendNeeded = () => {
    for (const { label } of sets) {
      for (const needed of graph.needs(label)) extend(needed, until.get(label) ?? 0n);
    }
  };
  extendNeeded();
  if (rules === null) return until;
  for (const { label, type } of sets) {
    const full = graph.fullOf(label);
    if (type !== "full" && !hasOwnRule(rules, type) && full !== null) extend(label, until.get(full) ?? 0n);
  }
  extendNeeded();
  return until;
}

function dependents(staying: readonly RetainedSet[], graph: SetGraph): Map<string, string[]> {
  const pairs = staying.flatMap(({ label }) => [...graph.needs(label)].map((needed) => ({ label, needed })));
  return new Map(
    [...Map.groupBy(pairs, ({ needed }) => needed)].map(([needed, group]) => [
      needed,
      group.map(({ label }) => label),
    ]),
  );
}

function keptReasons(
  { label }: RetainedSet,
  found: { graph: SetGraph; reasons?: KeepReason[]; neededBy?: string[]; now: bigint },
): string[] {
  const own = (found.reasons ?? []).filter(({ until }) => until > found.now).map(({ reason }) => reason);
  const needed = found.neededBy ? [`${listed(found.neededBy)} cannot do without it`] : [];
  if (own.length + needed.length > 0) return [...own, ...needed];
  return [`kept as long as its full set ${found.graph.fullOf(label)}`];
}

function listed(labels: string[]): string {
  const [first = "", ...others] = labels;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

function whyExpired(set: RetainedSet, rules: RetentionRules | null): string {
  if (rules === null || !hasOwnRule(rules, set.type)) return "its full set goes";
  return `the rule for ${typeWords[set.type]} sets (${ruleWords(rules[set.type])}) lets it go`;
}

/** What leaves when and where the window then begins, soonest first. */
function futureSteps(staying: readonly RetainedSet[], until: Map<string, bigint>): ExpiryPlan["schedule"] {
  const byMoment = Map.groupBy(staying, ({ label }) => until.get(label) ?? FOREVER);
  const steps: ExpiryPlan["schedule"] = [];
  let left: bigint | null = null;
  for (const [atMicros, group] of [...byMoment].sort(([a], [b]) => (a > b ? -1 : 1))) {
    const labels = group.map(({ label }) => label);
    if (atMicros !== FOREVER) steps.push({ atMicros, labels, windowFromMicros: left });
    left = earlier(left, windowFrom(group));
  }
  return steps.reverse();
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
  return starts.reduce<bigint | null>(earlier, null);
}

function earlier(a: bigint | null, b: bigint | null): bigint | null {
  return a === null ? b : b === null ? a : minOf(a, b);
}

function byStop(a: RetainedSet, b: RetainedSet): number {
  if (a.stoppedAtMicros !== b.stoppedAtMicros) return a.stoppedAtMicros < b.stoppedAtMicros ? -1 : 1;
  return a.label < b.label ? -1 : 1;
}
