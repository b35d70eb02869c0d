import type { Context } from "#lib/context.ts";
import { encodeCursor } from "#lib/format/cursor.ts";
import type { EndpointName } from "#lib/request/api.ts";

export interface ApiCall {
  endpoint: EndpointName;
  title: string;
  input: Record<string, string>;
}

const DAY_MICROS = 86_400_000_000n;

/**
 * What is asked of every endpoint that lists: as its page asks it first, with each of its filters (a usual value
 * and a rare one), and for a page deep in the history. Places and names are those of the full database.
 */
export async function apiCalls(ctx: Context): Promise<ApiCall[]> {
  const now = ctx.now();
  const at = (days: number) => (now - BigInt(days) * DAY_MICROS).toString();
  const deep = await deepCursors(ctx);
  const [resource, repository] = await Promise.all([
    ctx.db.resource.findFirstOrThrow({ orderBy: { name: "asc" }, select: { id: true } }),
    ctx.db.repository.findFirstOrThrow({ orderBy: { name: "asc" }, select: { id: true } }),
  ]);
  const [busy, quiet, channel, operation, alert] = await Promise.all([
    ctx.db.user.findUniqueOrThrow({ where: { email: "person0@example.com" }, select: { id: true } }),
    ctx.db.user.findUniqueOrThrow({ where: { email: "person39@example.com" }, select: { id: true } }),
    ctx.db.channel.findFirstOrThrow({ select: { id: true } }),
    ctx.db.operationLogLine.findFirst({ select: { operationId: true } }),
    ctx.db.alert.findFirst({ where: { state: "resolved" }, select: { id: true } }),
  ]);
  const calls: ApiCall[] = [];
  const ask = (endpoint: EndpointName, title: string, input: Record<string, string> = {}) =>
    calls.push({ endpoint, title, input });

  ask("GET /overview", "overview");
  ask("GET /resources", "resources");
  ask("GET /resources/{id}", "one resource", { id: resource.id });
  ask("GET /resources/{id}/recovery", "recovery timeline", { id: resource.id });
  ask("GET /resources/{id}/measurements", "measurements, a day of RPO", { id: resource.id, kind: "rpo" });
  const span = { id: resource.id, fromMicros: at(90), toMicros: at(0) };
  ask("GET /resources/{id}/series", "series, 90 days of RPO", { ...span, kind: "rpo" });
  ask("GET /resources/{id}/series", "series, 90 days of sizes", { ...span, kind: "backup-size" });
  ask("GET /objectives", "objectives");
  ask("GET /systems", "systems");

  ask("GET /operations", "operations");
  ask("GET /operations", "operations, deep", { cursor: deep.operations });
  ask("GET /operations", "operations of a resource", { resourceId: resource.id });
  ask("GET /operations", "operations of a resource, deep", {
    resourceId: resource.id,
    cursor: deep.operations,
  });
  ask("GET /operations", "operations, kind=backup, deep", { kind: "backup", cursor: deep.operations });
  ask("GET /operations", "operations, kind=restore", { kind: "restore" });
  ask("GET /operations", "operations, kind=shorten-retention (none)", { kind: "shorten-retention" });
  ask("GET /operations", "operations, status=failed", { status: "failed" });
  ask("GET /operations", "operations, status=failed, deep", { status: "failed", cursor: deep.operations });
  ask("GET /operations", "operations, status=queued", { status: "queued" });
  ask("GET /operations", "operations, all filters", {
    resourceId: resource.id,
    kind: "verify",
    status: "cancelled",
  });
  ask("GET /operations/{id}", "one operation", { id: operation?.operationId ?? resource.id });
  ask("GET /operations/{id}/log", "log of an operation", { id: operation?.operationId ?? resource.id });

  ask("GET /backups", "backups");
  ask("GET /backups", "backups, deep", { cursor: deep.sets });
  ask("GET /backups", "backups of a resource", { resourceId: resource.id });
  ask("GET /backups", "backups in a repository, deep", { repositoryId: repository.id, cursor: deep.sets });
  ask("GET /repositories", "repositories");
  ask("GET /repositories/{id}", "one repository", { id: repository.id });

  ask("GET /restores", "restores");
  ask("GET /restores", "restores, deep", { cursor: deep.restores });
  ask("GET /restores", "restores of a resource", { resourceId: resource.id });
  ask("GET /restores", "restores, waiting", { waiting: "true" });

  ask("GET /changes", "requests");
  ask("GET /changes", "requests, deep", { cursor: deep.restores });
  ask("GET /changes", "requests, open", { open: "true" });
  ask("GET /changes", "requests, kind=restore, deep", { kind: "restore", cursor: deep.restores });
  ask("GET /changes", "requests, kind=retention (none)", { kind: "retention" });
  ask("GET /changes", "requests, one by its number", { number: "1" });
  ask("GET /holds", "holds");
  ask("GET /holds", "holds of a resource", { resourceId: resource.id });
  ask("GET /resources/{id}/retention", "what is kept of a resource", { id: resource.id });

  ask("GET /audit", "audit");
  ask("GET /audit", "audit, deep", { cursor: deep.audit });
  ask("GET /audit", "audit, action=backup.start", { action: "backup.start" });
  ask("GET /audit", "audit, action=restore.approve, deep", { action: "restore.approve", cursor: deep.audit });
  ask("GET /audit", "audit, action=channel.test (none)", { action: "channel.test" });
  ask("GET /audit", "audit, actor who does much", { actorId: busy.id });
  ask("GET /audit", "audit, actor who does little, deep", { actorId: quiet.id, cursor: deep.audit });
  ask("GET /audit", "audit, subject", { subjectId: repository.id });
  ask("GET /audit", "audit, resource, deep", { resourceId: resource.id, cursor: deep.audit });
  ask("GET /audit", "audit, outcome=denied", { outcome: "denied" });
  ask("GET /audit", "audit, outcome=failed, deep", { outcome: "failed", cursor: deep.audit });
  ask("GET /audit", "audit, a day a year ago", { fromMicros: at(366), toMicros: at(365) });
  ask("GET /audit", "audit, all of last year", { fromMicros: at(729), toMicros: at(365) });
  ask("GET /audit", "audit, last year, action=restore.approve", {
    fromMicros: at(729),
    toMicros: at(365),
    action: "restore.approve",
  });
  ask("GET /audit", "audit, last year, an actor, denied", {
    fromMicros: at(729),
    toMicros: at(365),
    actorId: quiet.id,
    outcome: "denied",
  });
  ask("GET /audit", "audit, last year, an actor", {
    fromMicros: at(729),
    toMicros: at(365),
    actorId: quiet.id,
  });
  ask("GET /audit", "audit, a resource and an actor", { resourceId: resource.id, actorId: quiet.id });
  ask("GET /audit", "audit, a resource and an action", {
    resourceId: resource.id,
    action: "resource.update",
  });
  ask("GET /audit", "audit, a resource, denied", { resourceId: resource.id, outcome: "denied" });
  ask("GET /audit", "audit, an actor and an action (none)", { actorId: busy.id, action: "backup.start" });
  ask("GET /audit", "audit, a subject and an action (none)", {
    subjectId: repository.id,
    action: "backup.start",
  });
  ask("GET /audit", "audit, a subject and an actor (none)", { subjectId: repository.id, actorId: quiet.id });

  ask("GET /slots", "expected runs");
  ask("GET /slots", "expected runs of a resource", { resourceId: resource.id });
  ask("GET /slots", "expected runs, missed", { only: "missed" });
  ask("GET /slots", "expected runs, open", { only: "open" });
  ask("GET /slots", "expected runs, waiting", { only: "waiting" });
  ask("GET /calendar", "calendar, 35 days", { fromMicros: at(35), toMicros: at(0), zone: "Europe/Berlin" });
  ask("GET /next-runs", "next runs");
  ask("GET /pauses", "pauses");
  ask("GET /policies", "policies");

  ask("GET /alerts", "alerts, open");
  ask("GET /alerts", "alerts, history", { view: "history" });
  ask("GET /alerts", "alerts, history, deep", { view: "history", cursor: deep.alerts });
  ask("GET /alerts", "alerts of a resource", { view: "history", resourceId: resource.id });
  ask("GET /alerts", "alerts, rule and severity", {
    view: "history",
    rule: "rpo-breached",
    severity: "critical",
  });
  ask("GET /alert-rules", "alert rules");
  ask("GET /silences", "silences");
  ask("GET /watch", "watch");
  ask("GET /channels", "channels");
  ask("GET /deliveries", "deliveries");
  ask("GET /deliveries", "deliveries, deep", { cursor: deep.alerts });
  ask("GET /deliveries", "deliveries of an alert", { alertId: alert?.id ?? resource.id });
  ask("GET /deliveries", "deliveries, dead", { state: "dead" });
  ask("GET /deliveries", "deliveries of a channel, deep", { channelId: channel.id, cursor: deep.alerts });
  ask("GET /alert-drills", "alert drills");

  ask("GET /users", "people");
  ask("GET /sessions", "sessions");
  ask("GET /tokens", "tokens");
  ask("GET /workers", "workers");
  ask("GET /views", "saved views", { page: "audit" });
  return calls;
}

/** The places of rows in the middle of the history, as a reader who paged that far would send them. */
async function deepCursors({ db, now }: Context) {
  const middle = new Date(Number(now() / 1000n) - 365 * 86_400_000);
  const micros = BigInt(middle.getTime()) * 1000n;
  const [operation, set, change, entry] = await Promise.all([
    db.operation.findFirst({ where: { createdAt: { lte: middle } }, orderBy: { createdAt: "desc" } }),
    db.backupSet.findFirst({
      where: { stoppedAtMicros: { lte: micros } },
      orderBy: { stoppedAtMicros: "desc" },
    }),
    db.changeRequest.findFirst({ where: { createdAt: { lte: middle } }, orderBy: { createdAt: "desc" } }),
    db.auditEntry.findFirst({ where: { atMicros: { lte: micros } }, orderBy: { atMicros: "desc" } }),
  ]);
  const anybody = "00000000-0000-7000-8000-000000000000";
  return {
    operations: encodeCursor((operation?.createdAt ?? middle).toISOString(), operation?.id ?? anybody),
    sets: encodeCursor((set?.stoppedAtMicros ?? micros).toString(), set?.id ?? anybody),
    restores: encodeCursor(String(change?.number ?? 1), change?.id ?? anybody),
    alerts: encodeCursor(middle.toISOString(), anybody),
    audit: (entry?.position ?? 1n).toString(),
  };
}
