import type { OperationStatus } from "#lib/operations/schema.ts";
import type { MissedCause, SlotDto } from "./schema.ts";

/** Two facts, put together for display: whether it started in time, and how its operation went. */
export interface SlotFacts {
  dueAtMicros: bigint;
  graceSeconds: number;
  missedCause: MissedCause | null;
  missedWhy: string | null;
  operation: {
    status: OperationStatus;
    waitingFor: string | null;
    errorMessage: string | null;
  } | null;
}

/** A scheduler looks every few seconds: what it has not noted this long after the grace, nobody noted. */
const NOBODY_LOOKED_MICROS = 20_000_000n;

export interface ShownSlot {
  state: SlotDto["state"];
  missedCause: MissedCause | null;
  why: string | null;
  isCaughtUp: boolean;
}

export function showSlot(slot: SlotFacts, now: bigint): ShownSlot {
  const { operation } = slot;
  const shown = { missedCause: null, why: null, isCaughtUp: false };
  if (slot.missedCause !== null) {
    const isCaughtUp = operation?.status === "succeeded";
    return { state: "missed", missedCause: slot.missedCause, why: slot.missedWhy, isCaughtUp };
  }
  if (operation === null || operation.status === "queued") {
    if (!isOverdue(slot, now)) {
      return { ...shown, state: "waiting", why: operation?.waitingFor ?? "It is about to be started." };
    }
    return {
      ...shown,
      state: "missed",
      missedCause: operation === null ? "scheduler-down" : "worker-offline",
      why: "It did not start, and no worker has been there since to say why.",
    };
  }
  return { ...shown, state: operation.status, why: operation.errorMessage };
}

/** Should have been noted as missed long ago: no scheduler runs. Absence is derived when read. */
export function isOverdue(slot: { dueAtMicros: bigint; graceSeconds: number }, now: bigint): boolean {
  return now > slot.dueAtMicros + BigInt(slot.graceSeconds) * 1_000_000n + NOBODY_LOOKED_MICROS;
}

/** The latest instant at which a run must have been due for `isOverdue`, without its grace. */
export function overdueBefore(now: bigint): bigint {
  return now - NOBODY_LOOKED_MICROS;
}
