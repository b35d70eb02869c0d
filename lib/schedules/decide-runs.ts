import type { MissedCause } from "./schema.ts";

export interface DueSlot {
  id: string;
  dueAtMicros: bigint;
  graceSeconds: number;
}
export interface Cause {
  cause: MissedCause;
  why: string;
}
export interface PausedSpan {
  fromMicros: bigint;
  toMicros: bigint;
  why: string;
}

/** Everything that decides about the due runs of one schedule of one resource. */
export interface DueRuns {
  now: bigint;
  /** Written down, not yet started; ascending. */
  slots: readonly DueSlot[];
  /** An operation of the same schedule that has not begun, and its runs that are not missed yet. */
  queued: { operationId: string; slots: readonly DueSlot[]; cause: Cause } | null;
  pauses: readonly PausedSpan[];
  /** Why it cannot be started at all. */
  refusal: string | null;
  /** What kept runs from being started that only now are looked at. */
  late: Cause;
}

export interface RunDecision {
  /** The run whose own operation is to be queued. */
  start: string | null;
  /** Runs that the operation already in the queue carries out or makes good. */
  ride: string[];
  /** Runs that the operation to be queued makes good. */
  caughtUp: string[];
  misses: (Cause & { id: string })[];
}

/**
 * Of several runs that are due only the latest is carried out: the earlier ones are missed and made good by it. One
 * that is due while an earlier one's operation still waits takes that operation over, with its place in the queue.
 * What fell into a pause is missed and not made good.
 */
export function decideRuns(due: DueRuns): RunDecision {
  const misses: RunDecision["misses"] = [];
  const pauseAt = (micros: bigint) =>
    due.pauses.find(({ fromMicros, toMicros }) => fromMicros <= micros && micros < toMicros);
  const pausedNow = pauseAt(due.now);
  const open: DueSlot[] = [];
  for (const slot of due.slots) {
    const pause = pauseAt(slot.dueAtMicros) ?? pausedNow;
    if (pause === undefined) open.push(slot);
    // A pause that began when it was too late already is not what kept it.
    else if (isPastGrace(slot, pause.fromMicros)) misses.push({ id: slot.id, ...due.late });
    else misses.push({ id: slot.id, cause: "paused", why: pause.why });
  }
  const latest = open.at(-1);
  const none = { start: null, ride: [], caughtUp: [], misses };
  if (latest === undefined) return none;
  if (due.refusal !== null) {
    const refused = { cause: "refused", why: due.refusal } as const;
    return { ...none, misses: [...misses, ...open.map(({ id }) => ({ id, ...refused }))] };
  }
  const earlier = open.slice(0, -1);
  misses.push(...earlier.map(({ id }) => ({ id, ...due.late })));
  if (isPastGrace(latest, due.now)) misses.push({ id: latest.id, ...due.late });
  if (due.queued === null) {
    return { start: latest.id, ride: [], caughtUp: earlier.map(({ id }) => id), misses };
  }
  const { queued } = due;
  misses.push(...queued.slots.map(({ id }) => ({ id, ...queued.cause })));
  return { start: null, ride: open.map(({ id }) => id), caughtUp: [], misses };
}

function isPastGrace(slot: DueSlot, now: bigint): boolean {
  return now > slot.dueAtMicros + BigInt(slot.graceSeconds) * 1_000_000n;
}
