import { randomUUID } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeCommandConfig } from "./config-files.ts";
import { runPgbackrest, type Session } from "./run-pgbackrest.ts";

export interface RepositoryFile {
  sizeBytes: number;
  modifiedAtMicros: bigint;
}

const listingSchema = z.record(
  z.string(),
  z.object({ type: z.string(), size: z.number().optional(), time: z.number().optional() }),
);

/** Every file below a path of the repository, by its name relative to that path. A missing path is empty. */
export async function listRepository(
  session: Session,
  repositoryId: string,
  path: string,
): Promise<Map<string, RepositoryFile>> {
  const file = join(session.run.workDirectory, "run", `listing-${randomUUID()}`);
  try {
    const configFile = await writeCommandConfig(session.run, session.binary);
    await runPgbackrest(session, {
      command: "repo-ls",
      args: ["--output=json", "--recurse", "--sort=none", path],
      configFile,
      repositoryId,
      timeoutMs: 600_000,
      stdoutTo: { file },
    });
    return parseListing(await readFile(file, "utf8"));
  } finally {
    await rm(file, { force: true });
  }
}

export function parseListing(json: string): Map<string, RepositoryFile> {
  const files = new Map<string, RepositoryFile>();
  for (const [name, entry] of Object.entries(listingSchema.parse(JSON.parse(json)))) {
    if (entry.type !== "file") continue;
    files.set(name, { sizeBytes: entry.size ?? 0, modifiedAtMicros: BigInt(entry.time ?? 0) * 1_000_000n });
  }
  return files;
}
