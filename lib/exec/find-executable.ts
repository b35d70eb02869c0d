import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#lib/errors.ts";

/** What children get as PATH. Fixed: the worker's own environment never decides which binary runs. */
export const executablePath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Absolute path of a program, or null. A name with a slash is taken as it is. */
export async function findExecutable(file: string): Promise<string | null> {
  const candidates = file.includes("/") ? [file] : executablePath.split(":").map((dir) => join(dir, file));
  for (const candidate of candidates) {
    const isExecutable = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isExecutable) return candidate;
  }
  return null;
}

export async function requireExecutable(file: string): Promise<string> {
  const path = await findExecutable(file);
  if (path) return path;
  throw new AppError("PRECONDITION", `The program ${file} is not installed on this host.`, {
    reason: "executable-missing",
    hint: `Install the package that provides ${file}, or correct its path in the settings.`,
  });
}
