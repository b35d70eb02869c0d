import { expect, test } from "vitest";
import { infoFileReader } from "./info-file.ts";
import { parseListing } from "./list-repository.ts";
import { parseHistory } from "./parse-history.ts";
import { parseInfo } from "./parse-info.ts";
import { parseLogLine } from "./parse-log-line.ts";
import { manifestParser } from "./parse-manifest.ts";
import { progressParser } from "./parse-progress.ts";
import { parseVerify } from "./parse-verify.ts";
import { parseWalEvent } from "./parse-wal-events.ts";
import { parseSegments } from "./read-archive.ts";
import { findMissing } from "./read-stored.ts";

// What the programs printed (pgBackRest 2.45 and 2.55.1, PostgreSQL 15.18), shortened.

const info = `[{"archive":[{"database":{"id":1,"repo-key":1},"id":"15-1","max":"00000001000000000000000B","min":"000000010000000000000001"}],"backup":[{"annotation":{"op":"abc"},"archive":{"start":"000000010000000000000006","stop":"000000010000000000000006"},"backrest":{"format":5,"version":"2.55.1"},"database":{"id":1,"repo-key":1},"error":false,"info":{"delta":23041756,"repository":{"delta":2848912,"delta-map":24488,"size-map":24488},"size":23041756},"label":"20261122-163947F","lsn":{"start":"0/6000028","stop":"0/6000100"},"prior":null,"reference":null,"timestamp":{"start":1795365587,"stop":1795365589},"type":"full"},{"archive":{"start":"00000001000000000000000A","stop":"00000001000000000000000B"},"backrest":{"format":5,"version":"2.55.1"},"database":{"id":1,"repo-key":1},"error":true,"info":{"delta":8450,"repository":{"delta":408,"delta-map":0,"size-map":24520},"size":23041756},"label":"20261122-163947F_20261122-163951I","lsn":{"start":"0/A000028","stop":"0/B000050"},"prior":"20261122-163947F","reference":["20261122-163947F"],"timestamp":{"start":1795365591,"stop":1795365592},"type":"incr"}],"cipher":"aes-256-cbc","db":[{"id":1,"repo-key":1,"system-id":7711036478898206472,"version":"15"}],"name":"x","repo":[{"cipher":"aes-256-cbc","key":1,"status":{"code":0,"message":"ok"}}],"status":{"code":0,"lock":{"backup":{"held":false}},"message":"ok"}}]`;

test("the list of sets keeps a system identifier beyond 2^53", () => {
  const parsed = parseInfo(info, "r");
  expect(parsed?.current).toEqual({ systemIdentifier: "7711036478898206472", archiveId: "15-1" });
  expect(parsed?.sets).toMatchObject([
    {
      label: "20261122-163947F",
      type: "full",
      references: [],
      startedAtMicros: 1_795_365_587_000_000n,
      stopLsn: "0/6000100",
      systemIdentifier: "7711036478898206472",
      repositoryBytes: 2_848_912,
      hasPageErrors: false,
      annotations: { op: "abc" },
      timeline: 1,
    },
    { type: "incr", priorLabel: "20261122-163947F", references: ["20261122-163947F"], hasPageErrors: true },
  ]);
});

test("an info that exited 0 without having read the repository is no answer", () => {
  const withCode = (code: number) =>
    info.replace('"status":{"code":0,"lock"', `"status":{"code":${code},"lock"`);
  for (const code of [1, 3, 4, 5, 99]) expect(parseInfo(withCode(code), "r")).toBeNull();
  expect(parseInfo(withCode(2), "r")).not.toBeNull();
  expect(parseInfo("[]", "r")).toBeNull();
  expect(parseInfo('[{"archive":[],"message":"key/value found \u0001\u0002 outside"}]', "r")).toBeNull();
});

const verified = `stanza: x
status: error
  archiveId: 15-1, total WAL checked: 18, total valid WAL: 17
    missing: 0, checksum invalid: 1, size invalid: 0, other: 0
  backup: 20261122-163947F, status: valid, total files checked: 964, total valid files: 964
    missing: 0, checksum invalid: 0, size invalid: 0, other: 0
  backup: 20261122-164023F, status: invalid, total files checked: 970, total valid files: 968
    missing: 0, checksum invalid: 2, size invalid: 0, other: 0
  backup: 20261122-164023F_20261122-164024I, status: valid, total files checked: 970, total valid files: 970
    missing: 0, checksum invalid: 0, size invalid: 0, other: 0
`;

test("a set is not valid when one it builds on is not, or when nothing was said of it", () => {
  const lines = [
    "INFO: invalid checksum '15-1/0000000100000000/000000010000000000000003-587517c472a18f09e493a5d98f03092e5bf96680.zst'",
    "INFO: invalid result 15-1/0000000100000000/000000010000000000000008-433dc19ce82b7e763663c06dd7848ab0dac66d2a.zst: [29] raised from local-2 protocol: zst error: [-70] Destination buffer is too small",
    "INFO: invalid checksum '20261122-164023F/pg_data/base/5/16395.pgbi'",
    "INFO: file missing '20261122-164023F/bundle/2'",
    "INFO: file missing '20261122-164023F/bundle/2'",
  ].map((line) => parseLogLine(line, "info"));
  const references = new Map([
    ["20261122-163947F", []],
    ["20261122-164023F", []],
    ["20261122-164023F_20261122-164024I", ["20261122-164023F"]],
    ["20261122-170000F", []],
  ]);
  const { sets, invalidSegments } = parseVerify(verified, lines, references);
  expect(sets.map(({ isValid }) => isValid)).toEqual([true, false, false, false]);
  expect(sets[1]?.invalidFiles).toEqual([
    { path: "20261122-164023F/pg_data/base/5/16395.pgbi", problem: "invalid checksum" },
    { path: "20261122-164023F/bundle/2", problem: "file missing" },
  ]);
  expect(sets[0]?.invalidFiles).toEqual([]);
  expect(invalidSegments).toEqual([
    "15-1/0000000100000000/000000010000000000000003-587517c472a18f09e493a5d98f03092e5bf96680.zst",
    "15-1/0000000100000000/000000010000000000000008-433dc19ce82b7e763663c06dd7848ab0dac66d2a.zst",
  ]);
});

const archiveInfo = `[backrest]
backrest-format=5
backrest-version="2.45"

[cipher]
cipher-pass="1KKPb0fizMLUxXLyWsfPpox8XJubUSYVdFQlTViszm+QCiTrhOrrjJ4Ison/XHAp"

[db]
db-id=1
db-system-id=7711036478898206472
db-version="15"

[db:history]
1={"db-id":7711036478898206472,"db-version":"15"}

[backrest]
backrest-checksum="fc4f09b2ede92d4f89a9a8b32d0b44a167645b12"
`;

test("pgBackRest's checksum of its own files is recomputed, and one changed bit shows", () => {
  const isIntact = (text: string) => {
    const reader = infoFileReader();
    for (const line of text.split("\n")) reader.read(line);
    return reader.isIntact();
  };
  expect(isIntact(archiveInfo)).toBe(true);
  expect(isIntact(archiveInfo.replace("db-id=1", "db-id=2"))).toBe(false);
  expect(isIntact("")).toBe(false);
  expect(isIntact("rubbish")).toBe(false);
});

test("a manifest names bundles up to their last byte, block files and single files, in the set they are in", () => {
  const parser = manifestParser();
  const lines = `[backup]
backup-bundle=true
backup-label="20261122-164023F_20261122-164024I"
backup-reference="20261122-164023F,20261122-164023F_20261122-164024I"

[backup:option]
option-compress-type="zst"

[target:file]
pg_data/backup_label={"checksum":"3e","repo-size":208,"size":260,"timestamp":1}
pg_data/base/5/1249={"bi":1,"bim":376,"bni":1,"bno":5864,"checksum":"1c","repo-size":1072,"size":466944,"timestamp":1}
pg_data/base/5/1259={"bni":1,"bno":4776,"checksum":"37","repo-size":1088,"size":114688,"timestamp":1}
pg_data/base/5/16395={"bi":1,"bim":9,"checksum":"37","reference":"20261122-164023F","repo-size":1874192,"size":60000000,"timestamp":1}
pg_data/base/5/13394={"size":0,"timestamp":1}
pg_data/odd=name={"checksum":"3e","reference":"20261122-164023F","size":7,"timestamp":1}`;
  for (const line of lines.split("\n")) parser.push(line);
  const facts = parser.end();
  expect(facts.fileCount).toBe(6);
  const incr = "20261122-164023F_20261122-164024I";
  expect([...facts.files]).toEqual([
    [`${incr}/pg_data/backup_label.zst`, { sizeBytes: 208, isExact: true }],
    [`${incr}/bundle/1`, { sizeBytes: 6936, isExact: false }],
    ["20261122-164023F/pg_data/base/5/16395.pgbi", { sizeBytes: 1_874_192, isExact: true }],
    ["20261122-164023F/pg_data/odd=name.zst", { sizeBytes: 7, isExact: true }],
  ]);
  const present = new Map([
    [`${incr}/backup.manifest`, { sizeBytes: 1 }],
    [`${incr}/pg_data/backup_label.zst`, { sizeBytes: 207 }],
    [`${incr}/bundle/1`, { sizeBytes: 7000 }],
    ["20261122-164023F/pg_data/base/5/16395.pgbi", { sizeBytes: 1_874_192 }],
  ]);
  expect(findMissing(facts, present)).toEqual([
    { path: "20261122-164023F/backup.manifest", problem: "absent" },
    { path: `${incr}/pg_data/backup_label.zst`, problem: "size" },
    { path: "20261122-164023F/pg_data/odd=name.zst", problem: "absent" },
  ]);
});

test("a WAL listing leaves out what is no whole segment, and a name archived twice", () => {
  const sha = "a".repeat(40);
  const entry = (size: number) => ({ type: "file", size, time: 1_795_365_587 });
  const listing = parseListing(
    JSON.stringify({
      ".": { type: "path" },
      "0000000100000000": { type: "path" },
      [`0000000100000000/000000010000000000000002-${sha}.zst`]: entry(1),
      [`0000000100000000/000000010000000000000001-${sha}`]: entry(1),
      [`0000000100000000/000000010000000000000003-${sha}.zst`]: entry(1),
      [`0000000100000000/000000010000000000000003-${"b".repeat(40)}.zst`]: entry(1),
      "0000000100000000/000000010000000000000002.00000028.backup": entry(400),
      [`0000000100000000/000000010000000000000004.partial-${sha}.zst`]: entry(1),
      "00000002.history": entry(50),
    }),
  );
  expect(parseSegments(listing, "15-1")).toEqual([
    {
      name: "000000010000000000000001",
      key: `15-1/0000000100000000/000000010000000000000001-${sha}`,
      archivedAtMicros: 1_795_365_587_000_000n,
    },
    expect.objectContaining({ name: "000000010000000000000002" }),
  ]);
});

test("commits of every kind are read from pg_waldump with the instant they were made, in microseconds", () => {
  const line = (description: string) =>
    `rmgr: Transaction len (rec/tot):     50/    50, tx:        740, lsn: 0/0B007E10, prev 0/1B007DD0, desc: ${description}`;
  expect(parseWalEvent(line("COMMIT 2026-11-22 16:48:42.874305 UTC; subxacts: 741 742"))).toEqual({
    kind: "commit",
    lsn: "0/B007E10",
    atMicros: 1_795_366_122_874_305n,
  });
  expect(parseWalEvent(line("COMMIT_PREPARED 740: 2026-11-22 16:48:42.000001 UTC"))).toMatchObject({
    atMicros: 1_795_366_122_000_001n,
  });
  const origin =
    "COMMIT 2026-11-22 16:48:42.5 UTC; origin: node 1, lsn 0/1, at 2020-01-01 00:00:00.000000 UTC";
  expect(parseWalEvent(line(origin))).toMatchObject({ atMicros: 1_795_366_122_500_000n });
  for (const other of [
    "ABORT 2026-11-22 16:48:42.874305 UTC",
    "PREPARE gid x: 2026-11-22 16:48:42.874305 UTC",
  ]) {
    expect(parseWalEvent(line(other))).toBeNull();
  }
  expect(
    parseWalEvent(
      "rmgr: XLOG        len (rec/tot):     98/    98, tx:          0, lsn: 0/1B003CA8, prev 0/1B003C70, desc: RESTORE_POINT rp",
    ),
  ).toEqual({ kind: "restore-point", lsn: "0/1B003CA8", atMicros: null });
});

test("a timeline history lists where each ancestor was left", () => {
  const text =
    "1\t0/A000198\tbefore 2000-01-01 05:30:00+05:30\n\n# a comment\n2\t1/b0001F8\tno recovery target specified\n";
  expect(parseHistory(text)).toEqual([
    { timeline: 1, switchLsn: "0/A000198" },
    { timeline: 2, switchLsn: "1/B0001F8" },
  ]);
});

test("progress counts bytes, of backup and of restore, bundled or not", () => {
  const parse = progressParser();
  expect(parse("store zero-length file /d/base/1/13394")).toBeNull();
  const first = parse("backup file /d/base/5/16395 (57.2MB, 57.20%) checksum 6f38");
  expect(first?.doneBytes).toBe(Math.round(57.2 * 2 ** 20));
  expect(first?.totalBytes).toBeCloseTo(100 * 2 ** 20, -4);
  expect(
    parse("restore file /d/a (b)/113 - exists and matches backup (bundle 1/24, 8KB, 57.21%) checksum 6f")
      ?.doneBytes,
  ).toBe(Math.round(57.2 * 2 ** 20) + 8192);
  const last = parse("backup file /d/x (42.8MB, 100.00%) checksum 6f");
  expect(last?.doneBytes).toBe(last?.totalBytes);
});
