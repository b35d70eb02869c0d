import { chmod, constants, copyFile, cp, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

export interface BuiltProgram {
  directory: string;
  hash: string;
}

/**
 * Puts everything that runs in production into one directory that needs nothing beside it, not even Node.js or
 * node_modules. `bundles` holds the bundled entries and becomes the program.
 */
export async function assembleProgram(root: string, bundles: string, hash: string): Promise<BuiltProgram> {
  const standalone = path.join(root, ".next/standalone");
  const web = path.join(bundles, "web");
  // Links stay as they are: Next.js links its external packages relative to each other.
  await cp(standalone, web, { recursive: true, verbatimSymlinks: true });
  await cp(path.join(root, ".next/static"), path.join(web, ".next/static"), { recursive: true });
  await cp(path.join(root, "prisma/migrations"), path.join(bundles, "migrations"), { recursive: true });
  // The demo reads its SQL from beside itself.
  for (const name of await readdir(path.join(root, "deploy/demo"))) {
    if (name.endsWith(".sql"))
      await cp(path.join(root, "deploy/demo", name), path.join(bundles, "demo", name));
  }
  await mkdir(path.join(bundles, "bin"));
  const node = path.join(bundles, "bin/node");
  await copyFile(process.execPath, node, constants.COPYFILE_FICLONE);
  await chmod(node, 0o755);
  await writeFile(path.join(bundles, "build.json"), `${JSON.stringify({ hash, node: process.version })}\n`);

  const directory = path.join(root, "dist/program");
  await rm(directory, { recursive: true, force: true });
  await rename(bundles, directory);
  return { directory, hash };
}
