import { JUMP_MS } from "#jobs/note-clock-jump.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import { AppError } from "#lib/errors.ts";

/**
 * What has expired is judged by a clock. One that leaped a year ahead would let everything go at once, so nothing
 * goes until it has run steadily for a day. Throws PRECONDITION.
 */
export async function assertSteadyClock(worker: WorkerContext): Promise<void> {
  const nowMs = Number(worker.now() / 1000n);
  const beats = await worker.db.beat.findMany({ where: { name: { in: ["scheduler", "clock-jump"] } } });
  const ageMs = (name: string) => {
    const at = beats.find((each) => each.name === name)?.at;
    return at === undefined ? null : Math.abs(nowMs - at.getTime());
  };
  const [sinceRound, sinceJump] = [ageMs("scheduler"), ageMs("clock-jump")];
  const isSteady = (sinceRound ?? 0) < JUMP_MS && (sinceJump === null || sinceJump >= JUMP_MS);
  if (isSteady) return;
  throw new AppError("PRECONDITION", "Time has leaped by a day or more: nothing is let go for a day.", {
    hint: "Look whether the clock of the worker's host is right, or how long no worker ran.",
    reason: "clock-jump",
  });
}
