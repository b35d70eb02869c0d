import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type ScratchCluster, startScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { applySettings } from "./apply-settings.ts";
import { readClusterState } from "./read-cluster-state.ts";
import { readStartOptions } from "./read-start-options.ts";
import { type StartClusterInput, startCluster } from "./start-cluster.ts";
import { stopCluster } from "./stop-cluster.ts";
import { withConnection } from "./with-connection.ts";

const signal = new AbortController().signal;
let scratch: ScratchCluster;
beforeAll(async () => {
  scratch = await startScratchCluster();
});
afterAll(() => scratch.stop());
beforeEach(() => stop());

const stop = () => stopCluster(scratch.cluster, { mode: "fast", timeoutMs: 30_000, signal });
const input = (more: Partial<StartClusterInput> = {}): StartClusterInput => ({
  cluster: scratch.cluster,
  startOptions: [],
  logFile: join(scratch.directory, "log", "server.log"),
  timeoutMs: 30_000,
  signal,
  ...more,
});
const fenced = () => ({ socketDirectory: join(scratch.directory, "fence") });
const show = async (name: string, cluster = scratch.cluster) => {
  const { rows } = await withConnection(cluster, { signal }, (client) =>
    client.query<{ value: string }>("SELECT current_setting($1) AS value", [name]),
  );
  return rows[0]?.value;
};

test("a started server outlives the killed process that started it, in a session of its own", async () => {
  const source = `
    import { startCluster } from ${JSON.stringify(new URL("./start-cluster.ts", import.meta.url).href)};
    await startCluster({ ...JSON.parse(process.argv[1]), signal: new AbortController().signal });
    process.kill(process.pid, "SIGKILL");`;
  const { signal: _, ...plain } = input();
  const starter = await runCommand({
    file: process.execPath,
    args: ["--input-type=module", "-e", source, JSON.stringify(plain)],
    cwd: new URL("../..", import.meta.url).pathname,
    timeoutMs: 60_000,
    signal,
  });
  expect(starter).toMatchObject({ exitCode: 137, stderrTail: "" });
  expect(await readClusterState(scratch.cluster, { signal })).toMatchObject({ status: "ready" });
  const pid = Number.parseInt(
    await readFile(join(scratch.cluster.dataDirectory, "postmaster.pid"), "utf8"),
    10,
  );
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const [, , processGroup, session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  expect({ processGroup, session }).toEqual({ processGroup: String(pid), session: String(pid) });
});

test("starting twice the same way is harmless, starting another way is refused", async () => {
  await startCluster(input({ fenced: fenced() }));
  await startCluster(input({ fenced: fenced() }));
  await expect(startCluster(input())).rejects.toMatchObject({ code: "CONFLICT", reason: "already-running" });
});

test("after a fenced run the owner's arguments are found again, and only those", async () => {
  const startOptions = ["-c", "work_mem=7MB", "-c", "application_name=it's $HOME `x`"];
  await startCluster(input({ startOptions, fenced: fenced() }));
  expect(await show("listen_addresses", { ...scratch.cluster, ...fenced() })).toBe("");
  await stop();
  expect(await readStartOptions(scratch.cluster.dataDirectory)).toEqual(startOptions);
  await startCluster(input({ startOptions: await readStartOptions(scratch.cluster.dataDirectory) }));
  expect(await show("work_mem")).toBe("7MB");
  expect(await show("application_name")).toBe("holdfast");
  expect(await show("listen_addresses")).toBe("127.0.0.1");
  expect(await readStartOptions(scratch.cluster.dataDirectory)).toEqual(startOptions);
});

test("a configuration kept outside the data directory is used for this data directory", async () => {
  const own = join(scratch.cluster.dataDirectory, "postgresql.conf");
  const configFile = join(scratch.directory, "elsewhere.conf");
  const lines = [
    "data_directory = '/nowhere'",
    `hba_file = '${scratch.cluster.dataDirectory}/pg_hba.conf'`,
    "",
  ];
  await writeFile(configFile, [await readFile(own, "utf8"), ...lines].join("\n"));
  await rename(own, `${own}.aside`);
  try {
    await startCluster(input({ startOptions: ["-c", `config_file=${configFile}`] }));
    expect(await show("config_file")).toBe(configFile);
  } finally {
    await rename(`${own}.aside`, own);
  }
});

test("a fence asks no password where the cluster itself would", async () => {
  const hba = join(scratch.cluster.dataDirectory, "pg_hba.conf");
  const before = await readFile(hba);
  await writeFile(hba, "local all all scram-sha-256\n");
  const { cluster } = await startCluster(input({ fenced: fenced() }));
  expect(await show("hba_file", cluster)).toBe(join(fenced().socketDirectory, "pg_hba.conf"));
  await writeFile(hba, before);
});

test("a server that cannot start is a failure in its own words", async () => {
  const start = startCluster(input({ fenced: fenced(), overrides: { shared_buffers: "9000TB" } }));
  await expect(start).rejects.toMatchObject({ code: "ENGINE" });
  await expect(start).rejects.toThrow(/9000TB|shared_buffers/);
});

test("a setting fixed by the start command is not reported as changed", async () => {
  await startCluster(input({ overrides: { archive_timeout: "90" } }));
  const attempt = applySettings(scratch.cluster, [{ name: "archive_timeout", wanted: "60" }], { signal });
  await expect(attempt).rejects.toMatchObject({ reason: "setting-overridden" });
});

test("paths that a shell would read differently are refused", async () => {
  const cluster = { ...scratch.cluster, dataDirectory: `/tmp/$(touch ${scratch.directory}/x)` };
  await expect(startCluster(input({ cluster }))).rejects.toMatchObject({ reason: "unsafe-path" });
});
