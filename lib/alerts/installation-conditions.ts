import { condition, fingerprintOf } from "#lib/alerts/condition.ts";
import type { AlertFacts, ChannelFacts, RepositoryFacts } from "#lib/alerts/facts.ts";
import type { Condition } from "#lib/alerts/states.ts";
import { isWorkerSilent } from "#lib/alerts/worker-silence.ts";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { isolate } from "#lib/format/isolate.ts";

/** A message that is not accepted for this long does not arrive. */
const UNDELIVERED_MS = 15 * 60_000;

/** What is shared: workers, repositories, channels, the audit trail. */
export function installationConditions(facts: AlertFacts): Condition[] {
  return [
    ...silentWorkers(facts),
    ...facts.repositories.flatMap((repository) => [
      ...unreachable(facts, repository),
      ...filling(repository),
    ]),
    ...facts.channels.flatMap((channel) => undelivered(facts.nowMs, channel)),
    ...audit(facts.audit),
  ];
}

/** Hosts of protected resources; one that serves nothing may come and go. */
function silentWorkers(facts: AlertFacts): Condition[] {
  const guarded = facts.resources.filter(({ isProtected }) => isProtected);
  return [...Map.groupBy(guarded, ({ host }) => host)].flatMap(([host, resources]) => {
    if (!isWorkerSilent(facts, host)) return [];
    const lastSeenMs = facts.workers.find((worker) => worker.host === host)?.lastSeenMs;
    const silence =
      lastSeenMs === undefined
        ? "has never reported"
        : `has not reported for ${formatDuration(facts.nowMs - lastSeenMs)}`;
    return [
      condition("worker-offline", {
        key: [host],
        subject: host,
        summary: `The worker on ${host} ${silence}: ${resources.map(({ name }) => name).join(", ")} ${resources.length === 1 ? "is" : "are"} neither backed up nor watched.`,
        hint: "Start it again on that host; its log says why it stopped.",
        details: { host },
        explains: resources.map(({ id }) => id),
      }),
    ];
  });
}

/** Could not be read when a worker that is silent now last tried: the alerts about them that nobody can end. */
export function unreadRepositories(facts: AlertFacts): string[] {
  return facts.repositories
    .filter(({ readers }) => readers.some(({ failing, host }) => failing && isWorkerSilent(facts, host)))
    .map(({ id }) => fingerprintOf("repository-unreachable", [id]));
}

function unreachable(facts: AlertFacts, repository: RepositoryFacts): Condition[] {
  const failing = repository.readers.flatMap((reader) =>
    reader.failing && !isWorkerSilent(facts, reader.host) ? [{ ...reader, failing: reader.failing }] : [],
  );
  const [first] = failing;
  if (!first) return [];
  return [
    condition("repository-unreachable", {
      key: [repository.id],
      subject: repository.name,
      summary: `${isolate(repository.name)} cannot be read for ${failing.map(({ resourceName }) => resourceName).join(", ")}: ${first.failing.error}`,
      hint: first.failing.hint ?? "Test the repository: the findings say what does not work.",
      details: { repositoryId: repository.id },
      explains: failing.map(({ resourceId }) => resourceId),
    }),
  ];
}

function filling({ id, name, disk, fullPercent }: RepositoryFacts): Condition[] {
  if (disk === null || disk.totalBytes <= 0) return [];
  const usedPercent = (1 - disk.freeBytes / disk.totalBytes) * 100;
  if (usedPercent <= fullPercent) return [];
  return [
    condition("repository-filling", {
      key: [id],
      subject: name,
      summary: `The disk of ${isolate(name)} is ${Math.floor(usedPercent)} % full: ${formatBytes(disk.freeBytes)} of ${formatBytes(disk.totalBytes)} are left; reported from ${fullPercent} %.`,
      hint: "Make room or keep less; when it is full, neither backups nor WAL can be stored.",
      details: { repositoryId: id, freeBytes: disk.freeBytes, totalBytes: disk.totalBytes },
    }),
  ];
}

function undelivered(nowMs: number, channel: ChannelFacts): Condition[] {
  const waitingMs = channel.oldestPendingMs === null ? 0 : nowMs - channel.oldestPendingMs;
  if (channel.deadCount === 0 && waitingMs <= UNDELIVERED_MS) return [];
  const what =
    channel.deadCount > 0
      ? `${channel.deadCount === 1 ? "a message was" : `${channel.deadCount} messages were`} given up`
      : `a message has been waiting for ${formatDuration(waitingMs)}`;
  return [
    condition("delivery-failing", {
      key: [channel.id],
      subject: channel.name,
      summary: `${isolate(channel.name)} does not accept messages: ${what}${channel.lastFailure ? `. ${channel.lastFailure}` : "."}`,
      hint: "Test the channel, correct it, then send the dead letters again.",
      details: { channelId: channel.id },
    }),
  ];
}

function audit({ mayWrite, mayChange }: AlertFacts["audit"]): Condition[] {
  if (mayWrite && !mayChange) return [];
  return [
    condition("audit-failing", {
      key: [],
      subject: "Audit trail",
      summary: mayWrite
        ? "The program's own database role may change or delete audit entries: the trail no longer proves anything."
        : "The audit trail cannot be written: every change that must be audited is refused.",
      hint: "Run the migrations again with the owner's role: they put the privileges right. Then find out who changed them.",
    }),
  ];
}
