import { cp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { BuiltProgram } from "../build/assemble-program.ts";
import type { Layout } from "./layout.ts";
import { runAs } from "./run-as.ts";

/**
 * Copies the built program to where service users can read it (a checkout may be closed to them) and returns its
 * folder. Older programs are removed: nothing of this installation runs while this does.
 */
export async function installProgram(layout: Layout, built: BuiltProgram): Promise<string> {
  const directory = path.join(layout.program, built.hash);
  const installed = await readdir(layout.program);
  if (!installed.includes(built.hash)) {
    const unfinished = `${directory}.new`;
    await rm(unfinished, { recursive: true, force: true });
    await cp(built.directory, unfinished, { recursive: true, verbatimSymlinks: true });
    await runAs(null, ["chmod", "-R", "u=rwX,go=rX", unfinished]);
    await rename(unfinished, directory);
  }
  for (const name of installed.filter((other) => other !== built.hash)) {
    await rm(path.join(layout.program, name), { recursive: true, force: true });
  }
  return directory;
}
