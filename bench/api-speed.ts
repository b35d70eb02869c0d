import { statfs, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import type { Context } from "#lib/context.ts";
import { api, type EndpointName } from "#lib/request/api.ts";
import { type ApiCall, apiCalls } from "./api-calls.ts";
import { type ControlDatabase, startControlDatabase } from "./control-database.ts";
import { type Closers, openContext } from "./open-context.ts";
import type { ApiOptions } from "./options.ts";
import { percentile } from "./percentile.ts";
import { table } from "./report.ts";
import { historySize, seedHistory, seedInstallation } from "./seed-history.ts";

const WARM_UPS = 3;
const LIMIT_MS = 50;
const BYTES_AT_SCALE_1 = 30e9;

interface Measured {
  title: string;
  endpoint: string;
  empty: number[];
  full: number[];
  bytes: number;
}

/**
 * Every endpoint that lists, by its verb and as JSON, against an installation without a history and one with, in
 * turns on one server. Nothing fails because it is slow.
 */
export async function apiSpeed(options: ApiOptions, signal: AbortSignal): Promise<void> {
  await requireSpace(options);
  const size = historySize(options.scale, options.resources);
  const closers: Closers = [];
  try {
    // A stock server but for the time it takes to fill: nothing of it is worth keeping after a crash.
    const control = await startControlDatabase({
      fsync: "off",
      shared_buffers: "128MB",
      max_wal_size: "8GB",
      autovacuum: "off",
    });
    closers.push(control.stop);
    const nowMs = Date.now();
    const [full, empty] = await openBoth(control, closers, nowMs);
    const names = { full: "holdfast", empty: "holdfast_empty" };
    for (const name of Object.values(names)) {
      await seedInstallation(control.server, name, { resources: size.resources, nowMs }, signal);
    }
    console.log(`Writing ${size.operations} operations, ${size.auditEntries} audit entries and the rest …`);
    const startedAt = performance.now();
    await seedHistory(control.server, names.full, size, nowMs, signal);
    const [row] = await control.server.query<{ bytes: string }>(
      `SELECT pg_database_size('${names.full}') AS bytes`,
    );
    const about = [
      `${size.operations} operations, ${size.auditEntries} audit entries, ${size.resources} resources`,
      `${(Number(row?.bytes) / 1e9).toFixed(1)} GB, written in ${seconds(startedAt)} s`,
      `${availableParallelism()} processors, ${options.calls} calls each, verb and JSON, without HTTP`,
    ].join("; ");
    console.log(about);
    const calls = (await apiCalls(full)).filter(({ title }) => title.includes(options.only));
    const measured = await measure(calls, { full, empty }, options.calls, signal);
    console.log(`\n${reportSpeed(measured)}\n`);
    console.log(`Load average ${loadavg()[0]?.toFixed(1)}. ${notAsked(calls)}`);
    if (options.json) await writeFile(options.json, `${JSON.stringify({ about, measured }, null, 2)}\n`);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

async function requireSpace({ directory, scale }: ApiOptions): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  if (bavail * bsize >= scale * BYTES_AT_SCALE_1) return;
  throw new Error(
    `${directory} needs ${Math.ceil((scale * BYTES_AT_SCALE_1) / 1e9)} GB of free space for this bench.`,
  );
}

/** Both stand still at the end of the history, however long it took to write. */
async function openBoth(
  control: ControlDatabase,
  closers: Closers,
  nowMs: number,
): Promise<[Context, Context]> {
  const urls = await control.copyEmpty("holdfast_empty");
  const open = async (place: { webUrl: string }): Promise<Context> => ({
    ...(await openContext({ ...place, keys: control.keys }, closers)),
    now: () => BigInt(nowMs) * 1000n,
  });
  return [await open(control), await open(urls)];
}

async function measure(
  calls: ApiCall[],
  contexts: { full: Context; empty: Context },
  repetitions: number,
  signal: AbortSignal,
): Promise<Measured[]> {
  const asked = { full: await asEverybody(contexts.full), empty: await asEverybody(contexts.empty) };
  const measured = calls.map(
    ({ title, endpoint }): Measured => ({ title, endpoint, empty: [], full: [], bytes: 0 }),
  );
  for (let repetition = -WARM_UPS; repetition < repetitions; repetition++) {
    for (const [index, call] of calls.entries()) {
      signal.throwIfAborted();
      const result = measured[index];
      if (!result) continue;
      for (const which of ["empty", "full"] as const) {
        const startedAt = performance.now();
        const text = JSON.stringify(await ask(asked[which], call, which));
        const ms = performance.now() - startedAt;
        if (repetition >= 0) result[which].push(ms);
        if (which === "full") result.bytes = text.length;
      }
    }
  }
  return measured;
}

/** What exists only in the full database is not found in the empty one, which takes a call too. */
async function ask(ctx: Context, { endpoint, input }: ApiCall, which: "empty" | "full"): Promise<unknown> {
  try {
    return await api[endpoint].verb.fromUnknown(ctx, input);
  } catch (error) {
    if (which === "empty" && error instanceof Error && "code" in error && error.code === "NOT_FOUND")
      return null;
    throw new Error(`${endpoint} ${JSON.stringify(input)} failed.`, { cause: error });
  }
}

/** A person who may read everything and approve: what the lists say about who may decide is part of their cost. */
async function asEverybody(ctx: Context): Promise<Context> {
  const { id, name, email } = await ctx.db.user.findUniqueOrThrow({
    where: { email: "person10@example.com" },
  });
  const roles = ["operator" as const, "manager" as const, "auditor" as const, "admin" as const];
  return { ...ctx, actor: { kind: "user", id, name, email, roles, sessionId: id } };
}

function reportSpeed(measured: Measured[]): string {
  const header = ["", "empty p50", "empty p95", "full p50", "full p95", "full : empty", "answer", ""];
  const rows = measured.map(({ title, empty, full, bytes }) => {
    const [p50, p95] = [percentile(full, 0.5), percentile(full, 0.95)];
    return [
      title,
      ms(percentile(empty, 0.5)),
      ms(percentile(empty, 0.95)),
      ms(p50),
      ms(p95),
      `${(p50 / percentile(empty, 0.5)).toFixed(1)} ×`,
      `${(bytes / 1000).toFixed(1)} kB`,
      p95 > LIMIT_MS ? `over ${LIMIT_MS} ms` : "",
    ];
  });
  return table([header, header.map(() => "---"), ...rows]);
}

function notAsked(calls: ApiCall[]): string {
  const asked = new Set<EndpointName>(calls.map(({ endpoint }) => endpoint));
  const others = Object.keys(api).filter(
    (name) => name.startsWith("GET ") && !asked.has(name as EndpointName),
  );
  return `Not asked: ${others.join(", ")}.`;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function seconds(startedAt: number): string {
  return ((performance.now() - startedAt) / 1000).toFixed(0);
}
