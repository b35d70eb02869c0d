import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RetentionRules } from "#lib/policies/schema.ts";
import { DAY_MICROS } from "#lib/retention/calendar.ts";
import type { RetainedSet } from "#lib/retention/retained-set.ts";
import { retentionWeakenings } from "#lib/retention/retention-weakenings.ts";
import { type ExpiryInput, planExpiry, type RetentionHold, segmentPlace } from "#lib/retention/rules.ts";

const NOW = 1_800_000_000_000_000n;
const ago = (days: number) => NOW - BigInt(Math.round(days * 86_400)) * 1_000_000n;

interface Draft {
  type: RetainedSet["type"];
  ageDays: number;
  /** Which of the sets before it, of those that fit, it is built on. */
  on: number;
  isBroken: boolean;
  reachesNewest: boolean;
  timeline: number;
}

const draft: fc.Arbitrary<Draft> = fc.record({
  type: fc.constantFrom("full", "full", "diff", "incr", "incr"),
  ageDays: fc.double({ min: 0, max: 200, noNaN: true }),
  on: fc.nat(),
  isBroken: fc.constantFrom(false, false, true),
  reachesNewest: fc.boolean(),
  timeline: fc.integer({ min: 1, max: 3 }),
});

/** A repository as backups make it: each set builds on one that was there when it was made. */
const repository = fc.array(draft, { maxLength: 25 }).map((drafts): RetainedSet[] => {
  const sets: RetainedSet[] = [];
  for (const [index, each] of drafts.toSorted((a, b) => b.ageDays - a.ageDays).entries()) {
    const bases = sets.filter((set) => each.type !== "full" && (each.type === "incr" || set.type === "full"));
    const base = bases.length > 0 ? bases[each.on % bases.length] : undefined;
    sets.push({
      label: `set-${String(index).padStart(2, "0")}`,
      type: base ? each.type : "full",
      // Some engines name the whole chain, some only the set before.
      references: base ? (each.on % 2 === 0 ? [base.label] : [...base.references, base.label]) : [],
      stoppedAtMicros: ago(each.ageDays),
      startSegment: `0000000${each.timeline}00000000${index.toString(16).padStart(8, "0").toUpperCase()}`,
      systemIdentifier: "7001",
      repositoryBytes: 10,
      problem: each.isBroken ? "a file is missing" : null,
      reachesNewest: !each.isBroken && each.reachesNewest,
      keptBecause: null,
    });
  }
  return sets;
});

const keepRule = fc.record(
  { keepDays: fc.integer({ min: 1, max: 150 }), keepCount: fc.integer({ min: 1, max: 8 }) },
  { requiredKeys: [] },
);
const rules: fc.Arbitrary<RetentionRules> = fc.record(
  {
    full: keepRule.filter((rule) => rule.keepDays !== undefined || rule.keepCount !== undefined),
    diff: keepRule,
    incr: keepRule,
    minimumFulls: fc.integer({ min: 1, max: 4 }),
    gfs: fc.record({
      daily: fc.nat({ max: 10 }),
      weekly: fc.nat({ max: 6 }),
      monthly: fc.nat({ max: 4 }),
      yearly: fc.nat({ max: 2 }),
    }),
  },
  { requiredKeys: ["full", "diff", "incr", "minimumFulls"] },
);

/** By how much rules are lengthened; a number where there was none only ever keeps more. */
const growth = fc.record({ keepDays: fc.nat({ max: 60 }), keepCount: fc.nat({ max: 5 }) });
const more = fc.record({
  full: growth,
  diff: growth,
  incr: growth,
  minimumFulls: fc.nat({ max: 2 }),
  gfs: fc.nat({ max: 4 }),
});
type More = typeof more extends fc.Arbitrary<infer Value> ? Value : never;
const none = { keepDays: 0, keepCount: 0 };
const nothing: More = { full: none, diff: none, incr: none, minimumFulls: 0, gfs: 0 };

function lengthen(rules: RetentionRules, by: More): RetentionRules {
  const longer = (type: "full" | "diff" | "incr") => {
    const { keepDays = 0, keepCount = 0 } = rules[type];
    // A type without a rule follows its full set: a rule of its own would not compare.
    if (keepDays + keepCount === 0) return {};
    const [toDays, toCount] = [keepDays + by[type].keepDays, keepCount + by[type].keepCount];
    return { ...(toDays > 0 && { keepDays: toDays }), ...(toCount > 0 && { keepCount: toCount }) };
  };
  const { daily, weekly, monthly, yearly } = { daily: 0, weekly: 0, monthly: 0, yearly: 0, ...rules.gfs };
  return {
    full: longer("full"),
    diff: longer("diff"),
    incr: longer("incr"),
    minimumFulls: rules.minimumFulls + by.minimumFulls,
    gfs: {
      daily: daily + by.gfs,
      weekly: weekly + by.gfs,
      monthly: monthly + by.gfs,
      yearly: yearly + by.gfs,
    },
  };
}

const situation = fc
  .record({
    sets: repository,
    rules,
    heldAt: fc.array(fc.record({ index: fc.nat(), days: fc.option(fc.integer({ min: -5, max: 60 })) }), {
      maxLength: 3,
    }),
  })
  .map(({ sets, rules, heldAt }): ExpiryInput & { rules: RetentionRules } => ({
    sets,
    rules,
    now: NOW,
    holds: heldAt.flatMap(({ index, days }): RetentionHold[] => {
      const label = sets[index % Math.max(1, sets.length)]?.label;
      return label === undefined
        ? []
        : [{ label, reason: "a test", expiresAtMicros: days === null ? null : ago(-days) }];
    }),
  }));

function keptOf(input: ExpiryInput): RetainedSet[] {
  const gone = new Set(planExpiry(input).expire);
  return input.sets.filter(({ label }) => !gone.has(label));
}

/** Written independently of the program: everything a set needs, step by step. */
function chainOf(label: string, sets: readonly RetainedSet[]): string[] {
  const set = sets.find((each) => each.label === label);
  return set ? [label, ...set.references.flatMap((each) => chainOf(each, sets))] : [];
}

const newestOf = (sets: readonly RetainedSet[], is: (set: RetainedSet) => boolean) =>
  sets.filter(is).reduce<bigint | null>((most, set) => {
    return most === null || set.stoppedAtMicros > most ? set.stoppedAtMicros : most;
  }, null);
const isSound = (set: RetainedSet) => set.problem === null;
const isSoundFull = (set: RetainedSet) => isSound(set) && set.type === "full";

describe("whatever the rules say", () => {
  test("a kept set keeps every set it needs", () => {
    fc.assert(
      fc.property(situation, (input) => {
        const labels = new Set(keptOf(input).map(({ label }) => label));
        for (const label of labels) {
          for (const needed of chainOf(label, input.sets)) expect(labels).toContain(needed);
        }
      }),
    );
  });

  test("no WAL goes that a kept set needs, on any timeline", () => {
    fc.assert(
      fc.property(situation, (input) => {
        const floor = planExpiry(input).walFloors[0]?.segment;
        for (const { startSegment } of keptOf(input)) {
          expect(floor).toBeDefined();
          expect(segmentPlace(startSegment) >= segmentPlace(floor ?? "")).toBe(true);
        }
      }),
    );
  });

  test("the minimum of restorable full sets stays, and broken ones do not count", () => {
    fc.assert(
      fc.property(situation, (input) => {
        const had = input.sets.filter(isSoundFull).length;
        expect(keptOf(input).filter(isSoundFull).length).toBeGreaterThanOrEqual(
          Math.min(had, input.rules.minimumFulls),
        );
      }),
    );
  });

  test("the newest restorable point never moves backwards", () => {
    fc.assert(
      fc.property(situation, (input) => {
        const after = keptOf(input);
        const isWay = (set: RetainedSet) => set.reachesNewest;
        for (const is of [isSound, isSoundFull, isWay])
          expect(newestOf(after, is)).toBe(newestOf(input.sets, is));
      }),
    );
  });

  test("a held set and all it needs stay, until the hold ends", () => {
    fc.assert(
      fc.property(situation, (input) => {
        const labels = keptOf(input).map(({ label }) => label);
        for (const hold of input.holds) {
          if (hold.expiresAtMicros !== null && hold.expiresAtMicros <= NOW) continue;
          expect(labels).toEqual(expect.arrayContaining(chainOf(hold.label, input.sets)));
        }
      }),
    );
  });

  test("nothing goes where nothing is known to be restorable, and nothing without a policy", () => {
    fc.assert(
      fc.property(situation, (input) => {
        const broken = input.sets.map((set) => ({ ...set, problem: "unread", reachesNewest: false }));
        expect(planExpiry({ ...input, sets: broken }).expire).toEqual([]);
        expect(planExpiry({ ...input, rules: null }).expire).toEqual([]);
      }),
    );
  });

  test("what is removed is removed before what it builds on", () => {
    fc.assert(
      fc.property(situation, (input) => {
        const { expire } = planExpiry(input);
        for (const [index, label] of expire.entries()) {
          const needed = chainOf(label, input.sets).slice(1);
          expect(expire.slice(0, index).filter((earlier) => needed.includes(earlier))).toEqual([]);
        }
      }),
    );
  });

  test("applying the rules twice changes nothing more", () => {
    fc.assert(
      fc.property(situation, (input) => {
        const rest = keptOf(input);
        const again = planExpiry({ ...input, sets: rest });
        expect(again.expire).toEqual([]);
        expect(again.walFloors).toEqual(planExpiry(input).walFloors);
      }),
    );
  });

  test("longer rules are not weaker and never expire more; the way back is weaker", () => {
    fc.assert(
      fc.property(situation, more, (input, by) => {
        const same = lengthen(input.rules, nothing);
        const longer = lengthen(input.rules, by);
        expect(retentionWeakenings(same, longer)).toEqual([]);
        const before = keptOf({ ...input, rules: same }).map(({ label }) => label);
        const after = keptOf({ ...input, rules: longer }).map(({ label }) => label);
        expect(after).toEqual(expect.arrayContaining(before));
        const isSame = JSON.stringify(longer) === JSON.stringify(same);
        expect(retentionWeakenings(longer, same).length === 0).toBe(isSame);
      }),
    );
  });

  test("that a hold will end takes nothing away before it does", () => {
    fc.assert(
      fc.property(situation, (input) => {
        const endless = input.holds
          .filter(({ expiresAtMicros }) => expiresAtMicros === null || expiresAtMicros > NOW)
          .map((hold) => ({ ...hold, expiresAtMicros: null }));
        const ending = endless.map((hold) => ({ ...hold, expiresAtMicros: NOW + 1n }));
        const forEver = planExpiry({ ...input, holds: endless });
        const forNow = planExpiry({ ...input, holds: ending });
        expect(forNow.expire).toEqual(forEver.expire);
        expect(forNow.walFloors).toEqual(forEver.walFloors);
        expect(forNow.windowFromMicros).toEqual(forEver.windowFromMicros);
      }),
    );
  });

  test("the schedule takes away exactly what the rules let go at each of its moments", () => {
    fc.assert(
      fc.property(situation, (input) => {
        let rest = keptOf(input);
        for (const { atMicros, labels, windowFromMicros } of planExpiry(input).schedule) {
          expect(planExpiry({ ...input, sets: rest, now: atMicros - 1n }).expire).toEqual([]);
          const then = planExpiry({ ...input, sets: rest, now: atMicros });
          expect(then.expire.toSorted()).toEqual(labels.toSorted());
          expect(then.windowFromMicros.after).toBe(windowFromMicros);
          rest = rest.filter(({ label }) => !labels.includes(label));
        }
        const end = NOW + 120n * DAY_MICROS;
        expect(planExpiry({ ...input, sets: rest, now: end }).expire).toEqual([]);
      }),
    );
  });
});

describe("the runbook's 90 days and 7 days (M4)", () => {
  const runbook: RetentionRules = {
    full: { keepDays: 90 },
    diff: { keepDays: 7 },
    incr: { keepDays: 7 },
    minimumFulls: 2,
  };
  /** A full set a day, five incremental ones between, for 100 days. */
  const sets = Array.from({ length: 600 }, (_, index): RetainedSet => {
    const day = Math.floor(index / 6);
    return {
      label: index % 6 === 0 ? `full-${day}` : `incr-${day}-${index % 6}`,
      type: index % 6 === 0 ? "full" : "incr",
      references: index % 6 === 0 ? [] : [`full-${day}`],
      stoppedAtMicros: ago(100 - index / 6 - 0.01),
      startSegment: `00000001${index.toString(16).padStart(16, "0").toUpperCase()}`,
      systemIdentifier: "7001",
      repositoryBytes: 1,
      problem: null,
      reachesNewest: true,
      keptBecause: null,
    };
  });
  const plan = planExpiry({ sets, holds: [], rules: runbook, now: NOW });

  test("keeps 90 full sets and the incremental ones of 7 days", () => {
    const kept = sets.filter(({ label }) => !plan.expire.includes(label));
    expect(kept.filter(({ type }) => type === "full")).toHaveLength(90);
    expect(kept.filter(({ type }) => type === "incr")).toHaveLength(35);
  });

  test("leaves every instant of 90 days restorable: WAL stays from the oldest kept full set on", () => {
    const oldest = sets.find(({ label }) => label === "full-10");
    expect(plan.walFloors).toEqual([{ systemIdentifier: "7001", segment: oldest?.startSegment }]);
    expect(plan.windowFromMicros.after).toBe((oldest?.stoppedAtMicros ?? 0n) + 1_000_000n);
    expect(plan.windowFromMicros.before).toBe(ago(99.99) + 1_000_000n);
  });

  test("gives every set its reason, and says when it will go", () => {
    const verdictOf = (label: string) => plan.verdicts.find((each) => each.label === label);
    expect(verdictOf("full-50")).toEqual({
      label: "full-50",
      verdict: "keep",
      reasons: ["the rule for full sets (90 days)"],
      expiresAtMicros: ago(49.99) + 90n * DAY_MICROS,
    });
    expect(verdictOf("incr-50-3")).toMatchObject({
      verdict: "expire",
      reasons: ["the rule for incremental sets (7 days) lets it go"],
    });
    expect(verdictOf("full-99")?.reasons).toContain("the newest full set that can be restored");
    expect(verdictOf("full-99")?.reasons.at(-1)).toBe("incr-99-1 and 4 more cannot do without it");
    expect(verdictOf("full-99")?.expiresAtMicros).toBeNull();
  });
});
