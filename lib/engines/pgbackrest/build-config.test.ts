import { expect, test } from "vitest";
import type { Cluster, OpenRepository } from "#lib/engines/engine.ts";
import { buildConfig } from "./build-config.ts";
import { compareVersions, featuresOf } from "./features.ts";
import { restoreArgs } from "./restore-args.ts";
import { archiveCommand, settingChanges } from "./setting-changes.ts";
import { stanzaName } from "./stanza.ts";

const cluster: Cluster = {
  resourceId: "7b0d2f1c-9a55-4f5e-9a53-0c8b8f3f8f10",
  dataDirectory: "/data/main",
  port: 5433,
  socketDirectory: "/run/postgresql",
  user: "postgres",
  binDirectory: "/usr/lib/postgresql/15/bin",
};

const local: OpenRepository = {
  id: "a",
  position: 1,
  generation: 3,
  cipherPass: "secret one",
  location: { kind: "local", path: "/backup" },
};

const s3: OpenRepository = {
  id: "b",
  position: 2,
  generation: 1,
  cipherPass: "secret two",
  location: {
    kind: "s3",
    endpoint: "s3.example.com",
    port: 8443,
    bucket: "bucket",
    prefix: "/team/db/",
    region: "eu-1",
    uriStyle: "path",
    caFile: "/etc/ca.pem",
    accessKeyId: "key",
    secretAccessKey: "key secret",
  },
};

const build = (repositories: OpenRepository[], version = "2.55.1", isAsync = true) =>
  buildConfig({
    cluster,
    repositories,
    features: featuresOf(version),
    stateDirectory: "/var/lib/state",
    isAsync,
  }).split("\n");

test("each repository is encrypted, at its own position, in a path of its own for each key generation", () => {
  const lines = build([local, s3]);
  for (const line of [
    "repo1-path=/backup/g3",
    "repo1-cipher-type=aes-256-cbc",
    "repo1-cipher-pass=secret one",
    "repo2-path=/team/db/g1",
    "repo2-cipher-pass=secret two",
    "repo2-storage-verify-tls=y",
    "repo2-storage-ca-file=/etc/ca.pem",
    "repo2-storage-port=8443",
    "repo2-s3-key-secret=key secret",
    "pg1-port=5433",
    "archive-async=y",
    "expire-auto=n",
  ]) {
    expect(lines).toContain(line);
  }
});

test("nothing in the configuration expires sets or drops WAL", () => {
  expect(build([local, s3]).join("\n")).not.toMatch(/retention|archive-push-queue-max/);
});

test("a version gets only the options it knows", () => {
  expect(build([local])).toContain("repo1-block=y");
  expect(build([local], "2.45").join("\n")).not.toContain("block");
  expect(build([local], "2.45")).toContain("repo1-bundle=y");
  expect(["2.9", "2.55.1", "2.45", "2.55"].sort(compareVersions)).toEqual(["2.9", "2.45", "2.55", "2.55.1"]);
});

test("a value that the file cannot carry is refused instead of becoming another option", () => {
  for (const cipherPass of ["a\nrepo1-path=/elsewhere", " padded", ""]) {
    expect(() => build([{ ...local, cipherPass }])).toThrow(expect.objectContaining({ code: "INVALID" }));
  }
});

test("a cluster's name inside the engine is safe in paths and options, whatever the id is", () => {
  expect(stanzaName(cluster.resourceId)).toBe(`hf-${cluster.resourceId}`);
  expect(stanzaName("../../etc/passwd")).toMatch(/^hf-[0-9a-f]{32}$/);
  expect(stanzaName("a b")).not.toBe(stanzaName("a  b"));
});

const run = { cluster, workDirectory: "/var/lib/hold fast/100%", repositories: [local] };

test("archive_command survives the shell and the server's own use of percent", () => {
  expect(archiveCommand(run)).toBe(
    `'/var/lib/hold fast/100%%/pgbackrest' --config='/var/lib/hold fast/100%%/${stanzaName(cluster.resourceId)}.conf' --stanza=${stanzaName(cluster.resourceId)} archive-push %p`,
  );
});

test("only settings that are wrong are to be changed, and a restart is named only when needed", () => {
  const right = {
    wal_level: "logical",
    archive_mode: "on",
    archive_library: "",
    archive_command: archiveCommand(run),
    archive_timeout: "30",
  };
  expect(settingChanges(run, right)).toEqual([]);
  const wrong = { wal_level: "minimal", archive_mode: "off", archive_command: "", archive_timeout: "0" };
  expect(
    settingChanges(run, wrong).map(({ name, wanted, needsRestart }) => [name, wanted, needsRestart]),
  ).toEqual([
    ["wal_level", "replica", true],
    ["archive_mode", "on", true],
    ["archive_command", archiveCommand(run), false],
    ["archive_timeout", "60", false],
  ]);
  expect(settingChanges(run, { ...right, archive_timeout: "300" })).toHaveLength(1);
});

const restore = {
  repositoryId: "a",
  label: "20261122-163947F",
  dataDirectory: "/new",
  stop: { kind: "lsn", lsn: "0/5", inclusive: false, timeline: 10 },
  delta: false,
  archivingOff: true,
} as const;

test("a restore names its set, its exact stop and its timeline, and pauses there", () => {
  const args = restoreArgs({ restore, isInPlace: false, delta: false, binaryPath: "/bin/x" });
  expect(args).toEqual([
    "--set=20261122-163947F",
    "--type=lsn",
    "--target=0/5",
    "--target-timeline=10",
    "--target-exclusive",
    "--target-action=pause",
    "--cmd=/bin/x",
    "--archive-mode=off",
    "--tablespace-map-all=/new-tablespaces",
  ]);
});

test("a restore beside the original never writes to the original's tablespaces; in place they stay where they are", () => {
  const args = restoreArgs({ restore, isInPlace: true, delta: true, binaryPath: "/bin/x" });
  expect(args).toContain("--link-all");
  expect(args).toContain("--delta");
  expect(args.join(" ")).not.toContain("tablespace-map");
});

test("a named point and a set alone are bound to their timeline too", () => {
  const args = (stop: Parameters<typeof restoreArgs>[0]["restore"]["stop"]) =>
    restoreArgs({ restore: { ...restore, stop }, isInPlace: true, delta: true, binaryPath: "/bin/x" });
  expect(args({ kind: "name", name: "n", lsn: "0/7", timeline: 2 })).toContain("--target=0/7");
  expect(args({ kind: "immediate", timeline: 2 })).toContain("--recovery-option=recovery_target_timeline=2");
});
