import { beat } from "#jobs/beat.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";

/** Less than that lets a set go a day early or late at most. */
export const JUMP_MS = 86_400_000;

/** Notes that time has made a leap since a scheduler last went round: a clock was set, or nobody was there. */
export async function noteClockJump(worker: WorkerContext, lastRound: Date | null): Promise<void> {
  if (lastRound === null) return;
  const leapMs = Number(worker.now() / 1000n) - lastRound.getTime();
  if (Math.abs(leapMs) >= JUMP_MS) await beat(worker, "clock-jump");
}
