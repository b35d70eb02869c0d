import { randomBytes, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rm, rmdir, stat, statfs } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { performance } from "node:perf_hooks";
import { AppError } from "#lib/errors.ts";
import { collectFindings, type Findings, type Verdict } from "#lib/storage/findings.ts";
import type { ProbeRun } from "#lib/storage/probe-connection.ts";
import { type LocalProbe, localChecks } from "#lib/storage/schema.ts";

type LocalFindings = Findings<(typeof localChecks)[number]>;
type Facts = Omit<LocalProbe, "kind" | "isUsable" | "findings">;

const scarceBytes = 1024 ** 3;
const slowMs = 500;

/**
 * Finds out by trying whether backups can live in this folder, as the user of this process. A folder that does
 * not exist is made for the check and removed again. `dataDirectory` is the cluster it would protect, null when
 * there is none yet. Throws only when aborted or when `path` is not absolute (INVALID).
 */
export async function probeLocalFolder(
  input: { path: string; dataDirectory: string | null },
  run: ProbeRun,
): Promise<LocalProbe> {
  if (!isAbsolute(input.path)) throw new AppError("INVALID", "The path of a repository must be absolute.");
  const findings = collectFindings(localChecks, run.log);
  const facts: Facts = { freeBytes: null, isSeparateDisk: null, latencyMs: null };
  const firstMade = await makeFolder(input.path, findings);
  if (firstMade.kind !== "failed") {
    try {
      facts.latencyMs = await probeFile(input.path, findings, run);
      facts.freeBytes = await probeFreeSpace(input.path, findings);
      facts.isSeparateDisk = await probeDisk(input, findings);
    } finally {
      if (firstMade.kind === "made") await removeMadeFolders(input.path, firstMade.path);
    }
  }
  const isUsable = findings.passed(["directory", "write", "read", "delete", "freeSpace"]);
  return { kind: "local", isUsable, findings: findings.list(), ...facts };
}

type Folder = { kind: "existed" } | { kind: "made"; path: string } | { kind: "failed" };

async function makeFolder(path: string, findings: LocalFindings): Promise<Folder> {
  try {
    const made = await makeMissingFolders(path);
    if (made === null) {
      findings.add("directory", { status: "ok", sentence: `${path} exists.` });
      return { kind: "existed" };
    }
    findings.add("directory", { status: "ok", sentence: `${path} does not exist yet and can be made.` });
    return { kind: "made", path: made };
  } catch (error) {
    findings.add("directory", {
      status: "failed",
      sentence: `${path} is not a folder and cannot be made (${codeOf(error)}).`,
      hint: `Make it, owned by the worker's user (${process.getuid?.() ?? "?"}), on a disk meant for backups.`,
    });
    return { kind: "failed" };
  }
}

/**
 * The topmost folder that had to be made, null when there was none. Not mkdir's recursive mode: in Node 24 that
 * never returns where the kernel answers ENOENT to mkdir itself, as in /proc.
 */
async function makeMissingFolders(path: string): Promise<string | null> {
  const missing: string[] = [];
  for (let folder = path; !(await isFolder(folder)); folder = dirname(folder)) missing.unshift(folder);
  const made: string[] = [];
  try {
    for (const folder of missing) {
      await mkdir(folder, { mode: 0o750 });
      made.unshift(folder);
    }
  } catch (error) {
    for (const folder of made) await rmdir(folder);
    throw error;
  }
  return missing[0] ?? null;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
  throw new AppError("INVALID", `${path} is a file.`, { reason: "not-a-folder" });
}

async function probeFile(
  path: string,
  findings: LocalFindings,
  { signal }: ProbeRun,
): Promise<number | null> {
  const file = join(path, `.holdfast-probe-${randomUUID()}`);
  const content = randomBytes(64 * 1024);
  const startedAt = performance.now();
  try {
    await writeDurably(file, content);
  } catch (error) {
    await rm(file, { force: true });
    findings.add("write", {
      status: "failed",
      sentence: `A file cannot be written and synced in ${path} (${codeOf(error)}).`,
      hint: "Check owner, mode, mount options and free space of the folder.",
    });
    return null;
  }
  const latencyMs = Math.round((performance.now() - startedAt) * 10) / 10;
  findings.add("write", { status: "ok", sentence: "A file of 64 KiB was written and synced to disk." });
  findings.add("latency", judgeLatency(latencyMs));
  findings.add("read", judgeContent((await readFile(file)).equals(content)));
  await rm(file);
  findings.add("delete", { status: "ok", sentence: "The file was deleted." });
  signal.throwIfAborted();
  return latencyMs;
}

async function writeDurably(path: string, content: Buffer): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function probeFreeSpace(path: string, findings: LocalFindings): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  const freeBytes = bavail * bsize;
  findings.add("freeSpace", judgeFreeSpace(freeBytes));
  return freeBytes;
}

async function probeDisk(
  { path, dataDirectory }: { path: string; dataDirectory: string | null },
  findings: LocalFindings,
): Promise<boolean | null> {
  if (dataDirectory === null) {
    findings.add("separateDisk", {
      status: "unknown",
      sentence: "There is no data directory to compare with.",
    });
    return null;
  }
  try {
    const isSeparate = (await stat(path)).dev !== (await stat(dataDirectory)).dev;
    findings.add("separateDisk", isSeparate ? separate : shared);
    return isSeparate;
  } catch (error) {
    findings.add("separateDisk", {
      status: "unknown",
      sentence: `The data directory ${dataDirectory} cannot be examined (${codeOf(error)}).`,
    });
    return null;
  }
}

async function removeMadeFolders(path: string, first: string): Promise<void> {
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await rmdir(folder);
}

function judgeLatency(latencyMs: number): Verdict {
  const sentence = `Writing and syncing a small file takes ${latencyMs} ms.`;
  if (latencyMs <= slowMs) return { status: "ok", sentence };
  return { status: "warning", sentence, hint: "Expect slow backups and archiving on this disk." };
}

function judgeContent(isEqual: boolean): Verdict {
  if (isEqual) return { status: "ok", sentence: "The file was read back and is identical." };
  return {
    status: "failed",
    sentence: "What was read back is not what was written.",
    hint: "Check the disk.",
  };
}

function judgeFreeSpace(freeBytes: number): Verdict {
  const gib = (freeBytes / 1024 ** 3).toFixed(1);
  if (freeBytes === 0) {
    return { status: "failed", sentence: "The disk is full.", hint: "Free space, or use another disk." };
  }
  const sentence = `${gib} GiB are free.`;
  if (freeBytes >= scarceBytes) return { status: "ok", sentence };
  return { status: "warning", sentence, hint: "Archiving stops when it is full; give it more space." };
}

const separate: Verdict = { status: "ok", sentence: "It is on another file system than the data directory." };
const shared: Verdict = {
  status: "warning",
  sentence: "It is on the same file system as the data directory: a disk failure takes both.",
  hint: "Use another disk, or add a repository in an object store.",
};

function codeOf(error: unknown): string {
  if (error instanceof AppError) return error.reason ?? error.code;
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}
