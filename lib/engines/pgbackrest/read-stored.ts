import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { StoredEvidence } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { lineSplitter } from "#lib/exec/line-splitter.ts";
import { writeCommandConfig } from "./config-files.ts";
import { infoFileReader } from "./info-file.ts";
import { listRepository, type RepositoryFile } from "./list-repository.ts";
import { type ManifestFacts, manifestParser } from "./parse-manifest.ts";
import { runPgbackrest, type Session } from "./run-pgbackrest.ts";
import { stanzaName } from "./stanza.ts";

export async function readStored(
  session: Session,
  repositoryId: string,
  label: string,
): Promise<StoredEvidence> {
  requireLabel(label);
  const directory = `backup/${stanzaName(session.run.cluster.resourceId)}`;
  const { facts, manifestSha256 } = await readManifest(session, repositoryId, {
    path: `${directory}/${label}/backup.manifest`,
    label,
  });
  if (facts.label !== label) throw damagedManifest(label);

  const present = new Map<string, RepositoryFile>();
  for (const owner of new Set([label, ...facts.references])) {
    const listing = await listRepository(session, repositoryId, `${directory}/${owner}`);
    for (const [name, file] of listing) present.set(`${owner}/${name}`, file);
  }
  return { label, manifestSha256, fileCount: facts.fileCount, missing: findMissing(facts, present) };
}

/** A label becomes part of a path and an option. */
export function requireLabel(label: string): void {
  if (/^\d{8}-\d{6}F(?:_\d{8}-\d{6}[DI])?$/.test(label)) return;
  throw new AppError("INVALID", "This is not the label of a backup set.", { reason: "label" });
}

export function findMissing(facts: ManifestFacts, present: Map<string, { sizeBytes: number }>) {
  const missing: StoredEvidence["missing"] = [];
  for (const label of facts.references) {
    const path = `${label}/backup.manifest`;
    if (!present.has(path)) missing.push({ path, problem: "absent" });
  }
  for (const [path, { sizeBytes, isExact }] of facts.files) {
    const file = present.get(path);
    if (!file) missing.push({ path, problem: "absent" });
    else if (isExact ? file.sizeBytes !== sizeBytes : file.sizeBytes < sizeBytes) {
      missing.push({ path, problem: "size" });
    }
  }
  return missing;
}

/** Through a file: the manifest of a large cluster has a line for each of its files. */
async function readManifest(
  session: Session,
  repositoryId: string,
  input: { path: string; label: string },
): Promise<{ facts: ManifestFacts; manifestSha256: string }> {
  const { run, binary } = session;
  const file = join(run.workDirectory, "run", `manifest-${randomUUID()}`);
  await mkdir(join(run.workDirectory, "run"), { recursive: true, mode: 0o700 });
  try {
    const configFile = await writeCommandConfig(run, binary);
    await runPgbackrest(session, {
      command: "repo-get",
      args: [input.path],
      configFile,
      repositoryId,
      timeoutMs: 600_000,
      stdoutTo: { file },
    });
    const hash = createHash("sha256");
    const reader = infoFileReader();
    await eachLine(file, reader.read, (chunk) => hash.update(chunk));
    if (!reader.isIntact()) throw damagedManifest(input.label);
    const parser = manifestParser();
    await eachLine(file, parser.push);
    return { facts: parser.end(), manifestSha256: hash.digest("hex") };
  } finally {
    await rm(file, { force: true });
  }
}

async function eachLine(
  file: string,
  onLine: (line: string) => unknown,
  onChunk: (chunk: Buffer) => unknown = () => undefined,
): Promise<void> {
  const lines = lineSplitter(onLine, Number.POSITIVE_INFINITY);
  for await (const chunk of createReadStream(file)) {
    onChunk(chunk);
    lines.push(chunk);
  }
  lines.end();
}

const damagedManifest = (label: string) =>
  new AppError("ENGINE", `The manifest of ${label} is damaged.`, {
    reason: "manifest-damaged",
    hint: "This set cannot be trusted. Take a full backup, and look for what damaged the repository.",
  });
