import { z } from "zod";
import type { OperationRun } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { AppError } from "#lib/errors.ts";
import { keepInRecovery } from "#lib/postgres/keep-in-recovery.ts";
import { promote } from "#lib/postgres/promote.ts";
import { proveWrites } from "#lib/postgres/prove-writes.ts";
import { readControlData } from "#lib/postgres/read-control-data.ts";
import type { StartedCluster } from "#lib/postgres/start-cluster.ts";
import { validateCluster } from "#lib/postgres/validate-cluster.ts";
import { waitForTarget } from "#lib/postgres/wait-for-target.ts";
import { microsText } from "#lib/recovery/schema.ts";
import { restoreReceipt } from "#lib/restores/schema.ts";

const REPLAY_MS = 24 * 3_600_000;
const COUNT_BUDGET_MS = 60_000;

const reached = z.object({
  lsn: z.string().nullable(),
  timeline: z.number(),
  commitMicros: microsText.nullable(),
  /** The server stood there and took no writes yet. */
  atMicros: microsText,
});
const promoted = z.object({ timeline: z.number(), lsn: z.string() });
const validated = z.object({
  systemIdentifier: z.string(),
  tables: restoreReceipt.shape.tables,
  checks: restoreReceipt.shape.checks,
});

export interface Recovered {
  reached: z.output<typeof reached>;
  promoted: z.output<typeof promoted>;
  validated: z.output<typeof validated>;
}

/**
 * From restored files to a proven running server: replay to the target and prove that it stands there, only then
 * promote, then prove that it can write and can be read. `start` runs the server so that no client can come in.
 */
export async function recover(
  run: OperationRun,
  site: RestoreSite,
  start: () => Promise<StartedCluster>,
): Promise<Recovered> {
  const { signal } = run;
  const { stop } = site.plan.target;
  const standing = await run.step("replay to the target", reached, async () => {
    const position = await waitForTarget(await start(), { stop, timeoutMs: REPLAY_MS, signal });
    run.log(
      "info",
      `Standing at ${position.replayLsn ?? "the end of the set"} on timeline ${position.timeline}.`,
    );
    return {
      lsn: position.replayLsn,
      timeline: position.timeline,
      commitMicros: position.lastCommitMicros?.toString() ?? null,
      atMicros: run.worker.now().toString(),
    };
  });
  // A server that died since then replays once more.
  const onNewTimeline = await run.step("promote", promoted, async () => {
    await keepInRecovery(site.target, { timeline: stop.timeline, signal });
    return promote(await start(), { from: stop.timeline, timeoutMs: REPLAY_MS, signal });
  });
  const found = await run.step("validate", validated, async () => validate(run, site, await start()));
  return { reached: standing, promoted: onNewTimeline, validated: found };
}

async function validate(
  run: OperationRun,
  _site: RestoreSite,
  started: StartedCluster,
): Promise<z.output<typeof validated>> {
  const { signal } = run;
  const { cluster } = started;
  const control = await readControlData(cluster, { signal });
  const { commitLsn } = await proveWrites(cluster, { signal });
  const report = await validateCluster(cluster, { signal, countBudgetMs: COUNT_BUDGET_MS });
  const problems = report.databases.flatMap(({ name, problems: found }) =>
    found.map((each) => `${name}: ${each}`),
  );
  for (const problem of problems) run.log("error", problem);
  if (!report.isSound) {
    throw new AppError(
      "ENGINE",
      `The restored cluster is not sound: ${problems[0] ?? "a database cannot be read"}.`,
      {
        hint: "Clients are still shut out. Use the way back, or restore to another moment.",
        reason: "not-sound",
      },
    );
  }
  return {
    systemIdentifier: control.systemIdentifier,
    tables: report.databases.flatMap((database) =>
      database.tables.map((table) => ({
        database: database.name,
        table: `${table.schema}.${table.name}`,
        rows: table.rows,
        isExact: table.isExact,
      })),
    ),
    checks: [
      {
        name: "target",
        passed: true,
        sentence: "Recovery stopped at the approved position before promotion.",
      },
      { name: "writes", passed: true, sentence: `A committed write was proven at ${commitLsn}.` },
      {
        name: "catalogues",
        passed: true,
        sentence: `${report.databases.length} databases answer; ${report.exactTables} tables counted, ${report.estimatedTables} estimated.`,
      },
      ...report.databases.flatMap((database) =>
        database.migrations.map((migration) => ({
          name: "migrations",
          passed: true,
          sentence: `${database.name}: ${migration.applied} migrations, the last is ${migration.latest ?? "unknown"}.`,
        })),
      ),
      ...report.databases.flatMap((database) =>
        database.invalidIndexes.map((index) => ({
          name: "indexes",
          passed: false,
          sentence: `${database.name}: the index ${index} is not valid (it was not before either, or was being built).`,
        })),
      ),
    ],
  };
}
