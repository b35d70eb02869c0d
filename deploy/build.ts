/** `npm run build`: the self-contained program in dist/program, built again only when a source changed. */
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { AppError } from "#lib/errors.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { assembleProgram, type BuiltProgram } from "./build/assemble-program.ts";
import { bundleEntries } from "./build/bundle-entries.ts";
import { hashSources } from "./build/hash-sources.ts";
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
  await runNode("prisma", "node_modules/prisma/build/index.js", "generate");
  await rm(path.join(root, ".next/standalone"), { recursive: true, force: true });
  await runNode("next", "node_modules/next/dist/bin/next", "build");
  const bundles = path.join(root, "dist/bundles");
  await rm(bundles, { recursive: true, force: true });
  await bundleEntries(root, bundles);
  return assembleProgram(root, bundles, hash);
}

async function runNode(name: string, script: string, argument: string): Promise<void> {
  const result = await runCommand({
    file: process.execPath,
    args: [script, argument],
    cwd: root,
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", CI: "1" },
    timeoutMs: 900_000,
    signal: new AbortController().signal,
  });
  if (result.exitCode === 0) return;
  const tail = `${result.stdout}\n${result.stderrTail}`.trim().split("\n").slice(-30).join("\n");
  throw new AppError("INTERNAL", `Building failed in \`${name} ${argument}\`.`, {
    hint: `Its last words:\n${tail}`,
    reason: "build-failed",
  });
}

if (import.meta.main) {
  await runMain(async () => {
    const program = await buildProgram();
    console.log(`Built: ${path.relative(process.cwd(), program.directory)} (${program.hash})`);
  });
}
