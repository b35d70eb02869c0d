import { followOperation } from "./follow-operation.ts";
import type { Ready } from "./ready-file.ts";
import { say, sayStep } from "./say.ts";

const titles = ["Protecting the demo cluster", "First full backup"];

/** Says how far setting up and the first full backup of the demo are; they run in the worker. */
export async function followFirstBackup(
  url: string,
  operations: readonly string[],
  signal: AbortSignal,
): Promise<Ready["firstBackup"]> {
  for (const [index, id] of operations.entries()) {
    const title = titles[index] ?? "Another operation";
    const outcome = await sayStep(title, (show) => followOperation(url, id, show, signal));
    if (outcome === null) return "none";
    if (outcome.succeeded) continue;
    say(`${title} did not succeed: ${outcome.reason}`);
    if (outcome.hint) say(`  ${outcome.hint}`);
    return "failed";
  }
  return operations.length > 0 ? "succeeded" : "none";
}
