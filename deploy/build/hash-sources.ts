import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** What the built program is made of; everything else (tests, documents) never causes a build. */
const sources = [
  "app",
  "components",
  "deploy",
  "jobs",
  "lib",
  "prisma",
  "next.config.js",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "prisma.config.ts",
  "proxy.ts",
  "tsconfig.json",
];

/** One short hash of every source's path and content, and of the Node.js the program runs on. */
export async function hashSources(root: string): Promise<string> {
  const hash = createHash("sha256").update(`${process.version} ${process.arch}`);
  const files = (await Promise.all(sources.map((source) => listFiles(root, source)))).flat().sort();
  for (const file of files) {
    const content = await readFile(path.join(root, file));
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex").slice(0, 16);
}

async function listFiles(root: string, name: string): Promise<string[]> {
  const entries = await readdir(path.join(root, name), { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      if (error.code === "ENOTDIR") return "file" as const;
      throw error;
    },
  );
  if (entries === null) return [];
  if (entries === "file") return [name];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter(isSource);
}

function isSource(file: string): boolean {
  return !file.startsWith("lib/db/generated/") && !/\.test\.tsx?$|\.md$/.test(file);
}
