import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { table } from "./report.ts";

const LIMIT_BYTES = 170_000;
const root = join(import.meta.dirname, "..");

/** Written by `next build`: the scripts that a page asks for before it can be used. */
const routeStats = z.array(z.object({ route: z.string(), firstLoadChunkPaths: z.array(z.string()) }));

/**
 * The JavaScript of each page of the build that is there, as it travels (gzip, at the level that the web process uses),
 * split into what every page has and what is this page's own. What comes later, when it is needed, is not in it.
 */
export async function bundleSize(): Promise<void> {
  const stats = await readStats();
  const sizes = new Map<string, number>();
  for (const path of new Set(stats.flatMap(({ firstLoadChunkPaths }) => firstLoadChunkPaths))) {
    sizes.set(path, gzipSync(await readFile(join(root, path)), { level: 6 }).length);
  }
  const sizeOf = (paths: string[]) => paths.reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0);
  const shared = [...sizes.keys()].filter((path) =>
    stats.every(({ firstLoadChunkPaths }) => firstLoadChunkPaths.includes(path)),
  );
  const header = ["page", "first load", "of every page", "its own", ""];
  const rows = stats
    .map(({ route, firstLoadChunkPaths }) => ({ route, bytes: sizeOf(firstLoadChunkPaths) }))
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ route, bytes }) => [
      route,
      kilobytes(bytes),
      kilobytes(sizeOf(shared)),
      kilobytes(bytes - sizeOf(shared)),
      bytes > LIMIT_BYTES ? `over ${kilobytes(LIMIT_BYTES)}` : "",
    ]);
  console.log(table([header, header.map(() => "---"), ...rows]));
}

async function readStats(): Promise<z.output<typeof routeStats>> {
  const file = join(root, ".next/diagnostics/route-bundle-stats.json");
  const text = await readFile(file, "utf8").catch(() => {
    throw new Error("There is no build to look at: `npm run build` first.");
  });
  return routeStats.parse(JSON.parse(text));
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
