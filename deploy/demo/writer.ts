import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Client, DatabaseError } from "pg";
import pino from "pino";
import { type DemoRecord, readDemoRecord } from "./demo-record.ts";
import { runTransaction } from "./write-orders.ts";

/**
 * `node deploy/demo/writer.ts --directory DIR`: a few small transactions a second, as the application's own
 * user over TCP, for as long as the demo runs. While the database is stopped, fenced, read-only or being
 * restored it waits and tries again. Ends on SIGTERM or SIGINT. One JSON line per event on stdout.
 */
const pauseMs = 350;
const longestBackoffMs = 10_000;
const reportEveryMs = 60_000;

const log = pino({ name: "demo-writer" });
const ending = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => ending.abort());

const { values } = parseArgs({ options: { directory: { type: "string" } } });
const record = await readDemoRecord(values.directory ?? ".");
if (record) await writeUntilEnd(record);
else {
  log.error({ directory: values.directory }, "no demo cluster here");
  process.exitCode = 1;
}

async function writeUntilEnd(demo: DemoRecord): Promise<void> {
  for (let backoffMs = 250; !ending.signal.aborted; backoffMs = Math.min(backoffMs * 2, longestBackoffMs)) {
    const written = await writeWhileConnected(demo);
    if (written > 0) backoffMs = 250;
    if (!ending.signal.aborted) await pause(backoffMs);
  }
  log.info("ended");
}

async function writeWhileConnected(demo: DemoRecord): Promise<number> {
  const client = connectionTo(demo);
  let written = 0;
  let reported = { at: Date.now(), written: 0 };
  try {
    await client.connect();
    log.info({ port: demo.port, database: demo.database }, "connected");
    while (!ending.signal.aborted) {
      await runTransaction(client);
      written++;
      if (Date.now() - reported.at > reportEveryMs) {
        log.info({ transactions: written - reported.written }, "writing");
        reported = { at: Date.now(), written };
      }
      await pause(pauseMs * (0.5 + Math.random()));
    }
  } catch (error) {
    log.warn({ code: codeOf(error), written }, "interrupted");
  } finally {
    await client.end().catch(() => undefined);
  }
  return written;
}

function connectionTo(demo: DemoRecord): Client {
  const client = new Client({
    host: "127.0.0.1",
    port: demo.port,
    user: demo.appUser,
    password: demo.appPassword,
    database: demo.database,
    ssl: false,
    application_name: "shop",
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
  });
  // A connection lost between two statements shows in the next one.
  client.on("error", () => undefined);
  return client;
}

async function pause(ms: number): Promise<void> {
  await delay(ms, undefined, { signal: ending.signal }).catch(() => undefined);
}

/** SQLSTATE or errno: the message could hold a row's values. */
function codeOf(error: unknown): string {
  if (error instanceof DatabaseError) return error.code ?? "unknown";
  return error instanceof Error && "code" in error ? String(error.code) : "connection-lost";
}
