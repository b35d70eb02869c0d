import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, zstdDecompress } from "node:zlib";
import type { ArchivedSegment } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { writeCommandConfig } from "./config-files.ts";
import { runPgbackrest, type Session } from "./run-pgbackrest.ts";
import { stanzaName } from "./stanza.ts";

/** One segment as the server wrote it. Its name in the repository ends with the SHA-1 of exactly these bytes. */
export async function readSegment(
  session: Session,
  repositoryId: string,
  segment: ArchivedSegment,
): Promise<Buffer> {
  const { run, binary } = session;
  const directory = join(run.workDirectory, "run");
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, `wal-${randomUUID()}`);
  try {
    await runPgbackrest(session, {
      command: "repo-get",
      args: [`archive/${stanzaName(run.cluster.resourceId)}/${segment.key}`],
      configFile: await writeCommandConfig(run, binary),
      repositoryId,
      timeoutMs: 120_000,
      stdoutTo: { file },
    });
    const bytes = await decompress(await readFile(file), segment);
    const recorded = /-([0-9a-f]{40})(?:\.|$)/.exec(segment.key)?.[1];
    if (createHash("sha1").update(bytes).digest("hex") !== recorded) throw damaged(segment);
    return bytes;
  } finally {
    await rm(file, { force: true });
  }
}

async function decompress(stored: Buffer, segment: ArchivedSegment): Promise<Buffer> {
  const extension = /-[0-9a-f]{40}(.*)$/.exec(segment.key)?.[1];
  try {
    if (extension === ".zst") return await promisify(zstdDecompress)(stored);
    if (extension === ".gz") return await promisify(gunzip)(stored);
    if (extension === "") return stored;
  } catch (cause) {
    throw damaged(segment, cause);
  }
  throw new AppError("PRECONDITION", `WAL compressed as ${extension} cannot be read here.`, {
    reason: "compression-unsupported",
    hint: "Configure zst compression and take a full backup.",
  });
}

const damaged = (segment: ArchivedSegment, cause?: unknown) =>
  new AppError("ENGINE", `The archived WAL segment ${segment.name} is damaged.`, {
    reason: "segment-damaged",
    hint: "No recovery gets past this segment. Take a full backup at once.",
    cause,
  });
