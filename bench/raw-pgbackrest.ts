import { randomBytes } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { ScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import { findBinary } from "#lib/engines/pgbackrest/find-binary.ts";
import type { Bench } from "./bench.ts";
import { fingerprint } from "./fingerprint.ts";
import { quieten } from "./quieten.ts";
import { shell } from "./shell.ts";
import { clientEnv } from "./source-cluster.ts";

export interface RawPgbackrest {
  version: string;
  measure(): Promise<void>;
}

/** pgBackRest from its command line, set as Holdfast sets it: AES-256, zstd 3, one process per processor. */
export async function setUpRaw(bench: Bench, source: ScratchCluster): Promise<RawPgbackrest> {
  const { signal } = bench;
  const { cluster } = source;
  const directory = join(bench.directory, "raw");
  const repository = join(directory, "repository");
  for (const name of ["spool", "spool-restore", "lock", "lock-restore", "log", "socket"]) {
    await mkdir(join(directory, name), { recursive: true, mode: 0o700 });
  }
  const { path: binary, version, features } = await findBinary(null, signal);
  const passphrase = randomBytes(32).toString("hex");
  const writeConfig = async (name: string, suffix: string, isAsync: boolean) => {
    const lines = [
      "[global]",
      `repo1-path=${repository}`,
      "repo1-cipher-type=aes-256-cbc",
      `repo1-cipher-pass=${passphrase}`,
      "repo1-bundle=y",
      `repo1-block=${features.hasBlockIncremental ? "y" : "n"}`,
      "repo1-retention-full=1",
      "compress-type=zst",
      "compress-level=3",
      `process-max=${Math.max(1, Math.min(8, availableParallelism()))}`,
      "start-fast=y",
      `archive-async=${isAsync ? "y" : "n"}`,
      `spool-path=${join(directory, `spool${suffix}`)}`,
      `lock-path=${join(directory, `lock${suffix}`)}`,
      `log-path=${join(directory, "log")}`,
      "log-level-console=warn",
      "[main]",
      `pg1-path=${cluster.dataDirectory}`,
      `pg1-port=${cluster.port}`,
      `pg1-socket-path=${cluster.socketDirectory}`,
      "",
    ];
    await writeFile(join(directory, name), lines.join("\n"), { mode: 0o600 });
    return `${binary} --config=${join(directory, name)} --stanza=main`;
  };
  const command = await writeConfig("pgbackrest.conf", "", true);
  const restore = await writeConfig("restore.conf", "-restore", false);
  await shell(`${command} stanza-create`, {}, signal);
  await source.query(`ALTER SYSTEM SET archive_command = '${command} archive-push %p'`);
  await source.query("SELECT pg_reload_conf()");
  await shell(`${command} check`, {}, signal);
  return { version, measure: () => measureRaw({ bench, source, command, restore, directory, repository }) };
}

interface Raw {
  bench: Bench;
  source: ScratchCluster;
  command: string;
  restore: string;
  directory: string;
  repository: string;
}

async function measureRaw(raw: Raw): Promise<void> {
  const { bench, source, command, repository } = raw;
  const { options, signal } = bench;
  await quieten(bench, [source.cluster], [source.cluster.dataDirectory]);
  await bench.measure("backup", "pgBackRest", () => shell(`${command} --type=full backup`, {}, signal));
  bench.size("pgBackRest", Number(await shell(`du -sb "${repository}/backup" | cut -f1`, {}, signal)));
  if (!options.benchmarks.has("restore")) return;
  await measureNewInstance(raw);
  await measureInPlace(raw);
}

async function measureNewInstance({ bench, source, restore, directory, repository }: Raw): Promise<void> {
  const { signal } = bench;
  const target = join(directory, "restored");
  const socketDirectory = join(directory, "socket");
  const cluster = { ...source.cluster, dataDirectory: target, socketDirectory };
  await mkdir(target, { mode: 0o700 });
  await quieten(bench, [source.cluster], [repository]);
  await bench.measure("restore", "pgBackRest", async () => {
    await shell(`${restore} --pg1-path=${target} --archive-mode=off restore`, {}, signal);
    await startAndWait(
      cluster,
      ["-c listen_addresses=", `-c unix_socket_directories=${socketDirectory}`],
      signal,
    );
  });
  bench.same("pgBackRest", await fingerprint(cluster, signal));
  await shell(`pg_ctl -D ${target} -m immediate -w stop`, clientEnv(cluster), signal);
  await rm(target, { recursive: true });
}

async function measureInPlace({ bench, source, command, restore, repository }: Raw): Promise<void> {
  const { signal } = bench;
  const { cluster } = source;
  const restorePoint = await bench.mark(source);
  await bench.change(cluster);
  await source.query("SELECT pg_switch_wal()");
  await shell(`${command} check`, {}, signal);
  await quieten(bench, [cluster], [repository, cluster.dataDirectory]);
  const target = `--type=name --target=${restorePoint} --target-action=promote`;
  await bench.measure("in place", "pgBackRest", async () => {
    await shell(`pg_ctl -D ${cluster.dataDirectory} -m fast -w stop`, clientEnv(cluster), signal);
    await shell(`${restore} --delta ${target} restore`, {}, signal);
    await startAndWait(cluster, [], signal);
  });
  bench.same("pgBackRest", await fingerprint(cluster, signal));
}

/** Until recovery is over: a server in recovery is started, but not restored. */
async function startAndWait(
  cluster: Parameters<typeof clientEnv>[0] & { dataDirectory: string },
  settings: string[],
  signal: AbortSignal,
): Promise<void> {
  const start = `pg_ctl -D ${cluster.dataDirectory} -l ${cluster.dataDirectory}.log -w -t 300`;
  const isRecovering = 'psql -X -At -d postgres -c "SELECT pg_is_in_recovery()"';
  const wait = `until [ "$(${isRecovering})" = f ]; do sleep 0.05; done`;
  const options = settings.length > 0 ? `-o "${settings.join(" ")}"` : "";
  await shell(`${start} ${options} start; ${wait}`, clientEnv(cluster), signal);
}
