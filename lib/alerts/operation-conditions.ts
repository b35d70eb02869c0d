import { condition } from "#lib/alerts/condition.ts";
import type { AlertFacts, FailedOperation, MissedRun, ResourceFacts } from "#lib/alerts/facts.ts";
import type { Condition } from "#lib/alerts/states.ts";
import { backupWords } from "#lib/backups/words.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { describeInstant } from "#lib/format/instant.ts";
import type { RestoreEnd } from "#lib/restores/find-failed-restores.ts";

/** What failed, was missed, or takes too long. */
export function operationConditions({ nowMs }: AlertFacts, resource: ResourceFacts): Condition[] {
  return [
    ...resource.failures.flatMap((failure) => failed(resource, failure)),
    ...resource.failedRestores.map((failure) => failedRestore(resource, failure)),
    ...missed(resource),
    ...long(nowMs, resource),
  ];
}

function failed(resource: ResourceFacts, failure: FailedOperation): Condition[] {
  const { kind, type, operationId, repositoryIds, message } = failure;
  const about = {
    subject: resource.name,
    resourceId: resource.id,
    hint: failure.hint ?? "The operation's log has the details.",
    details: { operationId, repositoryIds },
  };
  switch (kind) {
    case "backup":
      return [
        condition("backup-failed", {
          ...about,
          key: [resource.id, type ?? "", ...repositoryIds.toSorted()],
          summary: `The ${backupWords(type)} of ${resource.name} failed: ${message}`,
        }),
      ];
    case "verify":
      return [
        condition("verification-failed", {
          ...about,
          key: [resource.id, ...repositoryIds],
          summary: `The contents of ${resource.name}'s backups could not be verified: ${message}`,
        }),
      ];
    case "expire":
      return [
        condition("retention-refused", {
          ...about,
          key: [resource.id, ...repositoryIds],
          summary: `The retention of ${resource.name} could not be applied: ${message}`,
        }),
      ];
  }
}

function failedRestore(
  { id, name }: ResourceFacts,
  { operationId, end, message, hint }: ResourceFacts["failedRestores"][number],
): Condition {
  return condition(end === "not-put-back" ? "restore-failed" : "restore-refused", {
    key: [id, operationId],
    subject: name,
    resourceId: id,
    summary: `${restoreEndWords(end, name)}: ${message}`,
    hint: hint ?? "The operation's log has the details.",
    details: { operationId },
  });
}

function restoreEndWords(end: RestoreEnd, name: string): string {
  switch (end) {
    case "no-copy":
      return `A copy of ${name} could not be made; ${name} itself was not touched`;
    case "refused":
      return `A restore of ${name} did not begin; ${name} itself was not touched`;
    case "put-back":
      return `A restore of ${name} was given up and ${name} put back as it was`;
    case "not-put-back":
      return `A restore of ${name} failed`;
  }
}

function missed(resource: ResourceFacts): Condition[] {
  const bySchedule = Map.groupBy(resource.missed, ({ scheduleId }) => scheduleId);
  return [...bySchedule].map(([scheduleId, runs]) => {
    const newest = runs.toSorted((a, b) => (a.dueAtMicros < b.dueAtMicros ? -1 : 1)).at(-1);
    return condition("missed-run", {
      key: [resource.id, scheduleId],
      subject: resource.name,
      resourceId: resource.id,
      severity: resource.kind === "postgres" ? "critical" : "warning",
      summary: newest ? missedSentence(resource, newest, runs.length) : "",
      hint: "Look at what kept it from starting. The next backup that contains it makes it good; where none will, acknowledge the run.",
      details: { scheduleId, slotIds: runs.map(({ slotId }) => slotId) },
    });
  });
}

function missedSentence(
  resource: ResourceFacts,
  { action, dueAtMicros, why }: MissedRun,
  count: number,
): string {
  const due = describeInstant(dueAtMicros, "UTC", "minute");
  const what = action === "verify" ? "verification" : backupWords(action);
  const others = count > 1 ? ` (and ${count - 1} before it)` : "";
  const reason = why ? `: ${why}` : ".";
  return `The ${what} of ${resource.name} that was due at ${due}${others} did not start in time${reason}`;
}

function long(nowMs: number, resource: ResourceFacts): Condition[] {
  const limitMs = resource.thresholds.durationSeconds * 1000;
  const report = (operationId: string, type: string, sentence: string) =>
    condition("duration-long", {
      key: [resource.id, type],
      subject: resource.name,
      resourceId: resource.id,
      explains: [resource.id],
      summary: `The ${backupWords(type)} of ${resource.name} ${sentence}; reported from ${formatDuration(limitMs)}.`,
      hint: "Look at where the time goes in the operation's steps.",
      details: { operationId },
    });
  const running = resource.runningBackups.filter(({ startedAtMs }) => nowMs - startedAtMs > limitMs);
  const ended = resource.backups.filter(
    ({ type, ms }) => ms > limitMs && !running.some((each) => each.type === type),
  );
  return [
    ...running.map(({ operationId, type, startedAtMs }) =>
      report(operationId, type, `has been running for ${formatDuration(nowMs - startedAtMs)}`),
    ),
    ...ended.map(({ operationId, type, ms }) => report(operationId, type, `took ${formatDuration(ms)}`)),
  ];
}
