import type { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { toDate } from "#lib/db/rows.ts";
import { isolate } from "#lib/format/isolate.ts";
import { isWorkerOnline } from "#lib/operations/rules.ts";
import { policyRules } from "#lib/policies/schema.ts";
import { nextOccurrences } from "./occurrences.ts";
import { type nextRunsDto, nextRunsInput } from "./schema.ts";

type Run = z.infer<typeof nextRunsDto>["items"][number];

/** The coming runs, soonest first, with what stands in their way as things are now. */
export const listNextRuns = readVerb("slot.read", nextRunsInput, async (ctx, { resourceId, limit }) => {
  const now = ctx.now();
  const resources = await ctx.db.resource.findMany({
    where: { id: resourceId, policyId: { not: null } },
    select: {
      id: true,
      name: true,
      state: true,
      host: true,
      policy: { select: { id: true, rules: true } },
      pauses: { where: { endedAt: null, expiresAt: { gt: toDate(now) } } },
    },
    orderBy: { name: "asc" },
  });
  const workers = await ctx.db.worker.findMany({ select: { host: true, lastSeenAt: true } });
  const online = new Set(
    workers.filter(({ lastSeenAt }) => isWorkerOnline(lastSeenAt, now)).map(({ host }) => host),
  );
  const coming = new Map<string, ReturnType<typeof comingRuns>>();
  const items: Run[] = [];
  for (const resource of resources) {
    if (resource.policy === null) continue;
    const runs = coming.get(resource.policy.id) ?? comingRuns(resource.policy.rules, now, limit);
    coming.set(resource.policy.id, runs);
    for (const { schedule, due } of runs) {
      const pause = resource.pauses.find(({ expiresAt }) => due < BigInt(expiresAt.getTime()) * 1000n);
      items.push({
        resource: { id: resource.id, name: resource.name },
        scheduleId: schedule.id,
        action: schedule.action,
        dueAtMicros: due.toString(),
        zone: schedule.zone,
        obstacle: pause
          ? `Paused (“${isolate(pause.reason)}”): it will be left out.`
          : resource.state !== "protected"
            ? "Not protected yet: it will be refused."
            : online.has(resource.host)
              ? null
              : `The worker on ${resource.host} is silent: it will wait and count as missed.`,
      });
    }
    // Only the soonest are shown: the rest need not be kept.
    if (items.length > 50 * limit) items.sort(soonestFirst).splice(limit);
  }
  return { items: items.sort(soonestFirst).slice(0, limit) };
});

function comingRuns(rules: unknown, now: bigint, limit: number) {
  return policyRules
    .parse(rules)
    .schedules.flatMap((schedule) => nextOccurrences(schedule, now, limit).map((due) => ({ schedule, due })))
    .sort((a, b) => Number(a.due - b.due))
    .slice(0, limit);
}

function soonestFirst(a: Run, b: Run): number {
  return (
    Number(BigInt(a.dueAtMicros) - BigInt(b.dueAtMicros)) || (a.resource.name < b.resource.name ? -1 : 1)
  );
}
