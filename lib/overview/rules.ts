import { alertCatalogue } from "#lib/alerts/catalogue.ts";
import type { AlertRuleId, Severity } from "#lib/alerts/schema.ts";
import { kindWords } from "#lib/operations/words.ts";
import type { ResourceStatus } from "#lib/overview/schema.ts";

type Facts = Pick<
  ResourceStatus,
  "resource" | "restorableTo" | "rpo" | "rto" | "proven" | "gapCount" | "lastSet" | "missedRuns"
> & {
  failures: Pick<ResourceStatus["failures"][number], "kind">[];
  firing: { rule: AlertRuleId; severity: Severity }[];
};
type Verdict = Pick<ResourceStatus, "state" | "words">;

/** Alerts whose trouble is read off the facts themselves, in words of their own … */
const seenDirectly = new Set<AlertRuleId>(["rpo-breached", "missed-run", "worker-offline", "cluster-down"]);
/** … and those that say that nothing happened to the resource. */
const notItsState = new Set<AlertRuleId>(["restore-refused"]);

/** The state of a resource in words, worst first. What is not known is never good (U10). */
export function judgeResource(facts: Facts & { isWorkerOnline: boolean }): Verdict {
  const bad: string[] = [];
  const unknown: string[] = [];
  const warning: string[] = [];
  const { resource, rpo, rto } = facts;
  const { rpoSeconds, rtoSeconds } = resource.objectives;

  if (resource.state === "new") unknown.push("Not protected yet");
  else if (facts.restorableTo === null) bad.push("Nothing can be restored");
  if (!facts.isWorkerOnline) bad.push("Worker silent");
  if (resource.facts && resource.facts.clusterState !== "running")
    bad.push(`Cluster ${resource.facts.clusterState}`);
  if (rpo.kind === "known" && rpoSeconds !== null && rpo.lossMs > rpoSeconds * 1000) bad.push("RPO breached");
  if (rpo.kind === "unknown" && resource.state === "protected") unknown.push("Possible loss unknown");
  // Also while nobody evaluates alerts; one that fires says it in the same words.
  bad.push(...new Set(facts.failures.map(({ kind }) => `${kindWords[kind]} failed`)));
  if (facts.missedRuns > 0)
    bad.push(facts.missedRuns === 1 ? "Run missed" : `${facts.missedRuns} runs missed`);
  if (facts.lastSet?.problem) bad.push("Newest set damaged");
  if (rto !== null && rtoSeconds !== null && rto.highMs > rtoSeconds * 1000) warning.push("RTO at risk");
  if (facts.gapCount > 0)
    warning.push(facts.gapCount === 1 ? "A gap in the WAL" : `${facts.gapCount} gaps in the WAL`);
  if (facts.proven === null && resource.state === "protected") warning.push("Never restored");

  bad.push(...titlesOf(facts.firing, "critical").filter((title) => !bad.includes(title)));
  warning.push(...titlesOf(facts.firing, "warning").filter((title) => !warning.includes(title)));

  const words = [...bad, ...unknown, ...warning];
  if (bad.length > 0) return { state: "bad", words };
  if (unknown.length > 0) return { state: "unknown", words };
  if (warning.length > 0) return { state: "warning", words };
  return { state: "good", words: ["On objective"] };
}

function titlesOf(firing: Facts["firing"], severity: Severity): string[] {
  const rules = firing.filter(
    (alert) => alert.severity === severity && !seenDirectly.has(alert.rule) && !notItsState.has(alert.rule),
  );
  return [...new Set(rules.map(({ rule }) => alertCatalogue[rule].title))];
}
