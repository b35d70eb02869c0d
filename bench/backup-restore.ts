import { mkdir, statfs, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { ScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import { createBench, type Results } from "./bench.ts";
import { fingerprint } from "./fingerprint.ts";
import { setUpHoldfast } from "./holdfast.ts";
import { measureHoldfast } from "./measure-holdfast.ts";
import type { Options } from "./options.ts";
import { setUpRaw } from "./raw-pgbackrest.ts";
import { report } from "./report.ts";
import { measureRunbook } from "./runbook-script.ts";
import { copySource, fillSource, startEmpty, startSource } from "./source-cluster.ts";
import { stopRestoredServers } from "./stop-restored-servers.ts";

/** Everything is made below `directory`, which the caller removes; servers are stopped here. */
export async function backupRestore(directory: string, options: Options, signal: AbortSignal): Promise<void> {
  await requireSpace(options);
  const running: { stop(): Promise<void> }[] = [];
  const results: Results = { measurements: [], parts: [], sizes: new Map() };
  try {
    console.log("Making the data …");
    const source = await keep(running, startSource());
    const databaseBytes = await fillSource(source, options.scale, signal);
    const expected = await fingerprint(source.cluster, signal);
    await mkdir(directory, { recursive: true });
    const bench = createBench({ directory, options, signal, expected }, results);
    const copy = await keep(running, copySource(source));
    const empty = await keep(running, startEmpty());
    const raw = await setUpRaw(bench, source);
    const holdfast = await setUpHoldfast(bench, copy);
    running.push(holdfast);
    const about = conditions(options, databaseBytes, raw.version);
    console.log(about);

    for (let repetition = 1; repetition <= options.repetitions; repetition++) {
      console.log(`Repetition ${repetition} of ${options.repetitions}`);
      await measureRunbook(bench, source.cluster, empty.cluster);
      await raw.measure();
      await measureHoldfast(bench, holdfast, copy);
    }
    console.log(`\n${report(results)}`);
    if (options.json) await writeFile(options.json, toJson(about, results));
  } finally {
    for (const one of running.reverse()) await one.stop();
    await stopRestoredServers(directory);
  }
}

async function keep(running: { stop(): Promise<void> }[], starting: Promise<ScratchCluster>) {
  const started = await starting;
  running.push(started);
  return started;
}

async function requireSpace({ directory, scale }: Options): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const neededBytes = scale * 8 * 1.1e9;
  if (bavail * bsize >= neededBytes) return;
  throw new Error(`${directory} needs ${Math.ceil(neededBytes / 1e9)} GB of free space for this bench.`);
}

function conditions(options: Options, databaseBytes: number, version: string): string {
  return [
    `${(databaseBytes / 1e9).toFixed(2)} GB database, ${availableParallelism()} processors, pgBackRest ${version}`,
    `page cache ${options.cache}, median of ${options.repetitions}`,
  ].join(", ");
}

function toJson(about: string, { measurements, parts, sizes }: Results): string {
  return `${JSON.stringify({ about, measurements, parts, sizes: Object.fromEntries(sizes) }, null, 2)}\n`;
}
