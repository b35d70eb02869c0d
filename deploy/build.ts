/** `npm run build`: the self-contained program in dist/program, built again only when a source changed. */
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { assembleProgram, type BuiltProgram } from "./build/assemble-program.ts";
import { bundleEntries } from "./build/bundle-entries.ts";
import { generateClient } from "./build/generate-client.ts";
import { hashSources } from "./build/hash-sources.ts";
import { runNode } from "./build/run-node.ts";
import { holdLock } from "./embedded/hold-lock.ts";
import { runMain } from "./embedded/run-main.ts";
import { sayStep } from "./embedded/say.ts";

const root = path.join(import.meta.dirname, "..");

export async function buildProgram(): Promise<BuiltProgram> {
  await mkdir(path.join(root, "dist"), { recursive: true });
  const lock = await holdLock(path.join(root, "dist/build.lock"), { waitMs: 600_000 });
  try {
    const hash = await hashSources(root);
    return (await findBuilt(hash)) ?? (await sayStep("Building", () => build(hash)));
  } finally {
    lock.release();
  }
}

async function findBuilt(hash: string): Promise<BuiltProgram | null> {
  const directory = path.join(root, "dist/program");
  const stamp = await readFile(path.join(directory, "build.json"), "utf8").catch(() => "{}");
  return JSON.parse(stamp).hash === hash ? { directory, hash } : null;
}

async function build(hash: string): Promise<BuiltProgram> {
  await generateClient();
  await rm(path.join(root, ".next/standalone"), { recursive: true, force: true });
  await runNode("next build", "node_modules/next/dist/bin/next", "build");
  const bundles = path.join(root, "dist/bundles");
  await rm(bundles, { recursive: true, force: true });
  await bundleEntries(root, bundles);
  return assembleProgram(root, bundles, hash);
}

if (import.meta.main) {
  await runMain(async () => {
    const program = await buildProgram();
    console.log(`Built: ${path.relative(process.cwd(), program.directory)} (${program.hash})`);
  });
}
