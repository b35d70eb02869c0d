import { stat } from "node:fs/promises";
import path from "node:path";
import { runNode } from "./run-node.ts";

const root = path.join(import.meta.dirname, "../..");

/** The database client of prisma/schema.prisma, made again only when that or a package is newer. */
export async function generateClient(): Promise<void> {
  const [made, ...sources] = await Promise.all(
    ["lib/db/generated/client.ts", "prisma/schema.prisma", "package-lock.json"].map(changedAt),
  );
  if (made === undefined || sources.some((source) => source === undefined || source > made)) {
    await runNode("prisma generate", "node_modules/prisma/build/index.js", "generate");
  }
}

/** Milliseconds since 1970; undefined for what is not there. */
async function changedAt(file: string): Promise<number | undefined> {
  const found = await stat(path.join(root, file)).catch(() => undefined);
  return found?.mtimeMs;
}

if (import.meta.main) await generateClient();
