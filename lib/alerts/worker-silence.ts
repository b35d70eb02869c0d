import type { AlertFacts } from "#lib/alerts/facts.ts";

/** Workers report every few seconds; with the rule's own wait, people know within two minutes. */
const SILENT_MS = 60_000;

export function isWorkerSilent({ nowMs, workers }: AlertFacts, host: string): boolean {
  const worker = workers.find((each) => each.host === host);
  return worker === undefined || nowMs - worker.lastSeenMs > SILENT_MS;
}
