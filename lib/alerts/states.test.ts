import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alertCatalogue } from "#lib/alerts/catalogue.ts";
import { explainedBy } from "#lib/alerts/mutes.ts";
import type { AlertRuleId } from "#lib/alerts/schema.ts";
import {
  type ActiveSilence,
  type AlertStep,
  advanceAlerts,
  type Condition,
  type Observation,
  type TrackedAlert,
} from "#lib/alerts/states.ts";

const orders = "orders";

function condition(rule: AlertRuleId, changes: Partial<Condition> = {}): Condition {
  const resourceId = changes.resourceId === undefined ? orders : changes.resourceId;
  return {
    fingerprint: `${rule}:${resourceId}`,
    rule,
    severity: alertCatalogue[rule].severity,
    resourceId,
    subject: "orders-db",
    summary: `${rule} of orders-db`,
    hint: null,
    details: {},
    explains: [],
    ...changes,
  };
}

/** Plays rounds and keeps what is open, as the evaluator does with the database. */
function play() {
  let open: TrackedAlert[] = [];
  let nextId = 0;
  return {
    open: () => open,
    round(
      nowSeconds: number,
      observation: Partial<Observation>,
      silences: ActiveSilence[] = [],
      isHeard = true,
    ): AlertStep[] {
      const steps = advanceAlerts({
        nowMs: nowSeconds * 1000,
        open,
        observation: { conditions: [], blind: [], ...observation },
        silences,
        isHeard: () => isHeard,
        newId: () => `alert-${nextId++}`,
      });
      open = steps.map(({ after }) => after).filter(({ state }) => state !== "resolved");
      return steps;
    },
  };
}

const eventsOf = (steps: AlertStep[]) =>
  steps.flatMap(({ after, events }) => events.map((event) => `${event} ${after.rule}`));

describe("one alert", () => {
  test("is told once it has held for as long as its rule says, and not again while it holds", () => {
    const game = play();
    const down = { conditions: [condition("cluster-down")] };
    expect(eventsOf(game.round(0, down))).toEqual([]);
    expect(game.open()).toMatchObject([{ state: "pending" }]);
    expect(eventsOf(game.round(29, down))).toEqual([]);
    expect(eventsOf(game.round(30, down))).toEqual(["fire cluster-down", "tell-fired cluster-down"]);
    expect(eventsOf(game.round(300, down))).toEqual([]);
  });

  test("that was over before it was to be told leaves nothing behind and is no resolve", () => {
    const game = play();
    game.round(0, { conditions: [condition("cluster-down")] });
    const [step] = game.round(5, {});
    expect(step).toMatchObject({ after: { state: "resolved", firedAtMs: null }, events: [] });
  });

  test("is over only after its quiet time; one that comes back earlier does not fire anew", () => {
    const game = play();
    const breached = { conditions: [condition("rpo-breached")] };
    game.round(0, breached);
    expect(eventsOf(game.round(10, {}))).toEqual([]);
    expect(eventsOf(game.round(65, breached))).toEqual([]);
    expect(eventsOf(game.round(70, {}))).toEqual([]);
    expect(eventsOf(game.round(129, {}))).toEqual([]);
    expect(eventsOf(game.round(130, {}))).toEqual(["resolve rpo-breached", "tell-resolved rpo-breached"]);
    expect(eventsOf(game.round(131, breached))).toEqual(["fire rpo-breached", "tell-fired rpo-breached"]);
  });

  test("stays as it is while nobody can see: silence is no all-clear", () => {
    const game = play();
    game.round(0, { conditions: [condition("rpo-breached")] });
    const blind = { blind: [{ rule: "rpo-breached" as const, resourceId: orders }] };
    expect(eventsOf(game.round(5_000, blind))).toEqual([]);
    expect(game.open()).toMatchObject([{ state: "firing", quietSinceMs: null }]);
  });

  test("stays as it is while nobody can see this one, though others of its rule are seen", () => {
    const game = play();
    const vault = condition("repository-unreachable", { resourceId: null, fingerprint: "vault" });
    const other = condition("repository-unreachable", { resourceId: null, fingerprint: "other" });
    for (const second of [0, 30]) game.round(second, { conditions: [vault, other] });
    const blind = { blind: [{ fingerprint: "vault" }] };
    game.round(100, blind);
    expect(eventsOf(game.round(200, blind))).toEqual([
      "resolve repository-unreachable",
      "tell-resolved repository-unreachable",
    ]);
    expect(game.open()).toMatchObject([{ fingerprint: "vault", state: "firing", quietSinceMs: null }]);
  });

  test("a clock that goes back resolves nothing and fires nothing twice", () => {
    const game = play();
    const breached = { conditions: [condition("rpo-breached")] };
    game.round(1_000, breached);
    expect(eventsOf(game.round(10, breached))).toEqual([]);
    expect(eventsOf(game.round(20, {}))).toEqual([]);
    expect(eventsOf(game.round(5, {}))).toEqual([]);
    expect(game.open()).toHaveLength(1);
  });
});

describe("a clock that was a year ahead for a moment", () => {
  const YEAR = 365 * 86_400;

  test("delays nothing that began then by a year", () => {
    const game = play();
    const down = { conditions: [condition("cluster-down")] };
    game.round(YEAR, down);
    game.round(10, down);
    expect(eventsOf(game.round(39, down))).toEqual([]);
    expect(eventsOf(game.round(40, down))).toEqual(["fire cluster-down", "tell-fired cluster-down"]);
  });

  test("keeps nothing open for a year that was over then", () => {
    const game = play();
    game.round(0, { conditions: [condition("rpo-breached")] });
    game.round(YEAR - 10, { conditions: [condition("rpo-breached")] });
    game.round(YEAR, {});
    game.round(10, {});
    expect(eventsOf(game.round(69, {}))).toEqual([]);
    expect(eventsOf(game.round(70, {}))).toEqual(["resolve rpo-breached", "tell-resolved rpo-breached"]);
  });
});

describe("muted alerts", () => {
  const offline = condition("worker-offline", { fingerprint: "w", resourceId: null, explains: [orders] });

  test("what follows from another trouble is not told, and told when that is over and it still holds", () => {
    const game = play();
    const both = { conditions: [offline, condition("missed-run")] };
    expect(eventsOf(game.round(0, both))).toEqual(["fire missed-run"]);
    expect(game.open().find(({ rule }) => rule === "missed-run")?.inhibitedById).not.toBeNull();
    expect(eventsOf(game.round(30, both))).toEqual(["fire worker-offline", "tell-fired worker-offline"]);
    expect(eventsOf(game.round(60, { conditions: [condition("missed-run")] }))).toEqual([]);
    const after = game.round(90, { conditions: [condition("missed-run")] });
    expect(eventsOf(after)).toEqual([
      "resolve worker-offline",
      "tell-resolved worker-offline",
      "tell-fired missed-run",
    ]);
  });

  test("another resource's trouble explains nothing here", () => {
    const game = play();
    const conditions = [{ ...offline, explains: ["another"] }, condition("missed-run")];
    expect(eventsOf(game.round(0, { conditions }))).toContain("tell-fired missed-run");
  });

  test.each(["rpo-breached", "audit-failing", "wal-archiving", "restore-failed"] as const)(
    "%s is explained away by nothing",
    (rule) => {
      expect(explainedBy[rule]).toBeUndefined();
    },
  );

  test("a silence keeps people from being told, not the alert from firing; its end tells them", () => {
    const game = play();
    const failed = { conditions: [condition("backup-failed")] };
    const silence = { id: "s", rule: null, resourceId: orders };
    expect(eventsOf(game.round(0, failed, [silence]))).toEqual(["fire backup-failed"]);
    expect(game.open()).toMatchObject([{ state: "firing", silencedById: "s" }]);
    expect(eventsOf(game.round(10, failed))).toEqual(["tell-fired backup-failed"]);
    expect(game.open()).toMatchObject([{ silencedById: null }]);
  });

  test("one that fires while nobody listens is told once somebody does, if it still holds", () => {
    const game = play();
    const failed = { conditions: [condition("backup-failed")] };
    expect(eventsOf(game.round(0, failed, [], false))).toEqual(["fire backup-failed"]);
    expect(eventsOf(game.round(5, failed, [], false))).toEqual([]);
    expect(eventsOf(game.round(10, failed))).toEqual(["tell-fired backup-failed"]);
    expect(eventsOf(game.round(15, {}))).toEqual(["resolve backup-failed", "tell-resolved backup-failed"]);
  });

  test("one that nobody was told about ends without a word", () => {
    const game = play();
    game.round(0, { conditions: [condition("backup-failed")] }, [
      { id: "s", rule: "backup-failed", resourceId: null },
    ]);
    expect(eventsOf(game.round(5, {}))).toEqual(["resolve backup-failed"]);
  });
});

/** A story of up to sixty rounds about five kinds of trouble of two resources, with mutes that come and go. */
const rules = [
  "worker-offline",
  "repository-unreachable",
  "missed-run",
  "rpo-breached",
  "cluster-down",
] as const;
const fingerprints = rules.flatMap((rule) => ["a", "b"].map((resourceId) => ({ rule, resourceId })));
const story = fc.array(
  fc.record({
    waitSeconds: fc.integer({ min: 1, max: 40 }),
    holding: fc.subarray(fingerprints),
    blind: fc.subarray(fingerprints, { maxLength: 3 }),
    silenced: fc.subarray(["a", "b"]),
  }),
  { maxLength: 60 },
);

test("never a resolve without its fire, never a lost fire, one open alert per fingerprint", () => {
  fc.assert(
    fc.property(story, (rounds) => {
      const game = play();
      let now = 0;
      const fired = new Set<string>();
      const told = new Set<string>();
      for (const { waitSeconds, holding, blind, silenced } of rounds) {
        now += waitSeconds;
        const conditions = holding.map(({ rule, resourceId }) =>
          condition(rule, {
            resourceId,
            explains: rule === "worker-offline" || rule === "repository-unreachable" ? [resourceId] : [],
          }),
        );
        const silences = silenced.map((resourceId) => ({ id: `s-${resourceId}`, rule: null, resourceId }));
        for (const { after, events } of game.round(now, { conditions, blind }, silences)) {
          for (const event of events) {
            if (event === "fire") expect(fired.has(after.id)).toBe(false);
            if (event === "fire") fired.add(after.id);
            if (event === "tell-fired") expect(fired.has(after.id) && !told.has(after.id)).toBe(true);
            if (event === "tell-fired") told.add(after.id);
            if (event === "resolve") expect(fired.has(after.id)).toBe(true);
            if (event === "tell-resolved") expect(told.has(after.id)).toBe(true);
          }
          if (after.state === "resolved" && told.has(after.id)) expect(events).toContain("tell-resolved");
          const heldMs = now * 1000 - after.startedAtMs;
          const isHolding = conditions.some(({ fingerprint }) => fingerprint === after.fingerprint);
          if (isHolding && heldMs >= alertCatalogue[after.rule].forSeconds * 1000) {
            expect(fired.has(after.id)).toBe(true);
            expect(told.has(after.id) || after.inhibitedById !== null || after.silencedById !== null).toBe(
              true,
            );
          }
          if (after.rule === "rpo-breached") expect(after.inhibitedById).toBeNull();
        }
        const open = game.open().map(({ fingerprint }) => fingerprint);
        expect(new Set(open).size).toBe(open.length);
        for (const { fingerprint } of conditions) expect(open).toContain(fingerprint);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);
