import { followOperation } from "./follow-operation.ts";
import type { Introduction } from "./introduce.ts";
import type { Ready } from "./ready-file.ts";
import { say, sayStep } from "./say.ts";

/** Says how far the first full backup of the demo is; it runs in the worker. */
export async function followFirstBackup(
  url: string,
  { operations, demoFailed }: Introduction,
  signal: AbortSignal,
): Promise<Ready["firstBackup"]> {
  // The ones before it have ended: they made it possible.
  const backup = operations.at(-1);
  if (!backup) return demoFailed ? "failed" : "none";
  const outcome = await sayStep("First full backup", (show) => followOperation(url, backup, show, signal));
  if (outcome === null) return "none";
  if (outcome.succeeded) return "succeeded";
  say(`The first full backup did not succeed: ${outcome.reason}`);
  if (outcome.hint) say(`  ${outcome.hint}`);
  return "failed";
}
