import { lstat, readdir, rename, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { OperationRun } from "#jobs/operation-run.ts";
import type { RestoreSite } from "#jobs/restore/check-plan.ts";
import { stop } from "#jobs/restore/fence.ts";
import { recordWayBack } from "#jobs/restore/record-way-back.ts";
import { AppError } from "#lib/errors.ts";

export function asidePath({ target, number }: Pick<RestoreSite, "target" | "number">): string {
  return `${target.dataDirectory}.before-R${number}`;
}

/** The way back of a cluster that cannot run: its data directory, renamed and otherwise untouched. */
export async function setAside(run: OperationRun, site: RestoreSite): Promise<void> {
  const path = asidePath(site);
  await run.step("set the old data aside", z.void(), async () => {
    // An earlier attempt may have come as far as this; rename itself refuses to replace what is there.
    if (await isPresent(site.target.dataDirectory)) {
      // Stopped by an attempt that died, and started by somebody since.
      await stop(run, site);
      await renameDirectory(site.target.dataDirectory, path);
    }
    const isKept = await isPresent(path);
    if (isKept) run.log("info", `The old data directory is kept untouched at ${path}.`);
    await recordWayBack(run, isKept ? { kind: "set-aside", path } : { kind: "none" });
  });
}

/** Undoes `setAside`, as long as nothing was put in its place. */
export async function takeBackAside(run: OperationRun, site: RestoreSite): Promise<void> {
  const path = asidePath(site);
  if ((await isPresent(site.target.dataDirectory)) || !(await isPresent(path))) return;
  await renameDirectory(path, site.target.dataDirectory);
  run.log("info", "The data directory was renamed back.");
}

/** Null when the data directory can be kept by renaming it; else why not. */
export async function whyNotSetAside(dataDirectory: string, aside?: string): Promise<string | null> {
  const found = await lstat(dataDirectory);
  if (found.isSymbolicLink()) return `${dataDirectory} is a symbolic link: renaming it would keep nothing.`;
  if (found.dev !== (await stat(dirname(dataDirectory))).dev)
    return `${dataDirectory} is a mount point and cannot be renamed.`;
  const tablespaces = await readdir(join(dataDirectory, "pg_tblspc")).catch(() => []);
  if (tablespaces.length > 0)
    return "The cluster has tablespaces outside its data directory, which would be overwritten.";
  return aside !== undefined && (await isPresent(aside)) ? `${aside} exists already.` : null;
}

async function isPresent(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function renameDirectory(from: string, to: string): Promise<void> {
  await rename(from, to).catch((cause: unknown) => {
    throw new AppError("PRECONDITION", `The data directory could not be renamed to ${to}.`, {
      hint: "The worker needs to write to the directory that contains it, and that name must be free.",
      reason: "set-aside",
      cause,
    });
  });
}
