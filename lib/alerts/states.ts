import { alertCatalogue } from "#lib/alerts/catalogue.ts";
import { findMute } from "#lib/alerts/mutes.ts";
import type { AlertRuleId, Severity } from "#lib/alerts/schema.ts";
import type { Json } from "#lib/format/json.ts";

/** Something that is wrong right now, as computed from what is known. */
export interface Condition {
  /** Rule and subject: the same trouble has the same one, however often it is seen. */
  fingerprint: string;
  rule: AlertRuleId;
  severity: Severity;
  resourceId: string | null;
  subject: string;
  summary: string;
  hint: string | null;
  details: Record<string, Json>;
  /** Resources whose other troubles follow from this one. */
  explains: string[];
}

/** `blind`: what cannot be judged at the moment; its alerts stay as they are, for silence is no all-clear. */
export interface Observation {
  conditions: Condition[];
  blind: ({ rule: AlertRuleId; resourceId: string } | { fingerprint: string })[];
}

export interface TrackedAlert extends Condition {
  id: string;
  state: "pending" | "firing" | "resolved";
  startedAtMs: number;
  firedAtMs: number | null;
  lastSeenAtMs: number;
  /** Since when the condition no longer holds. */
  quietSinceMs: number | null;
  resolvedAtMs: number | null;
  /** When people were told that it fired. */
  notifiedAtMs: number | null;
  inhibitedById: string | null;
  silencedById: string | null;
}

export interface ActiveSilence {
  id: string;
  rule: string | null;
  resourceId: string | null;
}

export type AlertEvent = "fire" | "tell-fired" | "resolve" | "tell-resolved";

/** How one alert goes on. `events` are what must be audited and told, in this order. */
export interface AlertStep {
  before: TrackedAlert | null;
  after: TrackedAlert;
  events: AlertEvent[];
}

/** What is said about an alert that goes on is written down this often; every change of its state at once. */
const REFRESH_MS = 60_000;

/**
 * One round: every open alert and every condition becomes a step. ok → pending → firing → resolved; a condition
 * that comes back within its quiet time never left. Muted alerts fire like all others and are told when the mute
 * ends while they still hold; an end is told to whoever was told the beginning.
 */
export function advanceAlerts(round: {
  nowMs: number;
  open: readonly TrackedAlert[];
  observation: Observation;
  silences: readonly ActiveSilence[];
  /** Whether anybody listens to such an alert: where nobody does, it is told as soon as somebody does. */
  isHeard: (alert: TrackedAlert) => boolean;
  newId: () => string;
}): AlertStep[] {
  const { nowMs, observation } = round;
  const conditions = new Map(observation.conditions.map((each) => [each.fingerprint, each]));
  const known = new Set(round.open.map(({ fingerprint }) => fingerprint));
  const steps = [
    ...round.open.map((alert) =>
      advance(alert, conditions.get(alert.fingerprint) ?? absence(alert, observation), nowMs),
    ),
    ...[...conditions.values()]
      .filter(({ fingerprint }) => !known.has(fingerprint))
      .map((condition) => begin(condition, round.newId(), nowMs)),
  ];
  const stillOpen = steps.map(({ after }) => after).filter(({ state }) => state !== "resolved");
  return steps.map((step) => {
    const mute = findMute(step.after, stillOpen, round.silences);
    return tell(step, mute, round.isHeard(step.after), nowMs);
  });
}

/** Whether anything of it has to be written down. */
export function isChanged({ before, after, events }: AlertStep): boolean {
  if (before === null || events.length > 0) return true;
  return (
    before.state !== after.state ||
    before.startedAtMs !== after.startedAtMs ||
    before.quietSinceMs !== after.quietSinceMs ||
    before.lastSeenAtMs !== after.lastSeenAtMs ||
    before.inhibitedById !== after.inhibitedById ||
    before.silencedById !== after.silencedById
  );
}

function absence(alert: TrackedAlert, { blind }: Observation): "gone" | "unknown" {
  const isBlind = blind.some((spot) =>
    "fingerprint" in spot
      ? spot.fingerprint === alert.fingerprint
      : spot.rule === alert.rule && spot.resourceId === alert.resourceId,
  );
  return isBlind ? "unknown" : "gone";
}

function begin(condition: Condition, id: string, nowMs: number): AlertStep {
  const pending: TrackedAlert = {
    ...condition,
    id,
    state: "pending",
    startedAtMs: nowMs,
    firedAtMs: null,
    lastSeenAtMs: nowMs,
    quietSinceMs: null,
    resolvedAtMs: null,
    notifiedAtMs: null,
    inhibitedById: null,
    silencedById: null,
  };
  return { ...hold(pending, condition, nowMs), before: null };
}

function advance(alert: TrackedAlert, seen: Condition | "gone" | "unknown", nowMs: number): AlertStep {
  if (seen === "unknown") return { before: alert, after: alert, events: [] };
  return seen === "gone" ? rest(alert, nowMs) : hold(alert, seen, nowMs);
}

function hold(alert: TrackedAlert, condition: Condition, nowMs: number): AlertStep {
  // Begun under a clock that was ahead: it begins now.
  const startedAtMs = Math.min(alert.startedAtMs, nowMs);
  const isDue = nowMs - startedAtMs >= alertCatalogue[alert.rule].forSeconds * 1000;
  const fires = alert.state === "pending" && isDue;
  const isStale = fires || alert.quietSinceMs !== null || nowMs - alert.lastSeenAtMs >= REFRESH_MS;
  const after: TrackedAlert = {
    ...alert,
    ...(isStale && { ...condition, lastSeenAtMs: nowMs }),
    // Told once means told as severe as it was then: one alert does not change its severity.
    severity: alert.severity,
    startedAtMs,
    quietSinceMs: null,
    ...(fires && { state: "firing", firedAtMs: nowMs }),
  };
  return { before: alert, after, events: fires ? ["fire"] : [] };
}

function rest(alert: TrackedAlert, nowMs: number): AlertStep {
  const quietSinceMs = Math.min(alert.quietSinceMs ?? nowMs, nowMs);
  const isOver =
    alert.state === "pending" || nowMs - quietSinceMs >= alertCatalogue[alert.rule].quietSeconds * 1000;
  if (!isOver) return { before: alert, after: { ...alert, quietSinceMs }, events: [] };
  const after: TrackedAlert = { ...alert, state: "resolved", quietSinceMs, resolvedAtMs: nowMs };
  if (alert.state === "pending") return { before: alert, after, events: [] };
  const wasTold = alert.notifiedAtMs !== null;
  return { before: alert, after, events: wasTold ? ["resolve", "tell-resolved"] : ["resolve"] };
}

function tell(
  step: AlertStep,
  mute: ReturnType<typeof findMute>,
  isHeard: boolean,
  nowMs: number,
): AlertStep {
  if (step.after.state === "resolved") return step;
  const after = { ...step.after, ...mute };
  const isMuted = after.inhibitedById !== null || after.silencedById !== null;
  const holds = after.state === "firing" && after.quietSinceMs === null;
  if (!holds || isMuted || !isHeard || after.notifiedAtMs !== null) return { ...step, after };
  return { ...step, after: { ...after, notifiedAtMs: nowMs }, events: [...step.events, "tell-fired"] };
}
