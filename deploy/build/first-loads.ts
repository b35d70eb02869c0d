import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";

/** What a page may ask for before it can be used, in bytes as they travel. */
export const FIRST_LOAD_LIMIT_BYTES = 170_000;

const root = join(import.meta.dirname, "../..");

/** Written by `next build`: the scripts that a page asks for before it can be used. */
const routeStats = z.array(z.object({ route: z.string(), firstLoadChunkPaths: z.array(z.string()) }));

export interface FirstLoad {
  route: string;
  bytes: number;
  /** The part that no other page needs. */
  ownBytes: number;
}

/**
 * The JavaScript of each page of the build that is there, the largest first, as it travels (gzip, at the level that the
 * web process uses). What comes later, when it is needed, is not in it.
 */
export async function firstLoads(): Promise<FirstLoad[]> {
  const stats = await readStats();
  const sizes = new Map<string, number>();
  for (const path of new Set(stats.flatMap(({ firstLoadChunkPaths }) => firstLoadChunkPaths))) {
    sizes.set(path, gzipSync(await readFile(join(root, path)), { level: 6 }).length);
  }
  const sizeOf = (paths: string[]) => paths.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
  const isShared = (path: string) =>
    stats.every(({ firstLoadChunkPaths }) => firstLoadChunkPaths.includes(path));
  return stats
    .map(({ route, firstLoadChunkPaths: paths }) => ({
      route,
      bytes: sizeOf(paths),
      ownBytes: sizeOf(paths.filter((path) => !isShared(path))),
    }))
    .sort((a, b) => b.bytes - a.bytes);
}

async function readStats(): Promise<z.output<typeof routeStats>> {
  const file = join(root, ".next/diagnostics/route-bundle-stats.json");
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error("There is no build to look at: `npm run build` first.");
  });
  return routeStats.parse(JSON.parse(text));
}
