import { AppError } from "#lib/errors.ts";
import { findExecutable } from "#lib/exec/find-executable.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { compareVersions, type Features, featuresOf, oldestVersion } from "./features.ts";

export interface Binary {
  path: string;
  version: string;
  features: Features;
}

const privatePrefix = "/opt/holdfast/engines/bin/pgbackrest";

/** The newest usable binary, or exactly the configured one. Throws PRECONDITION when there is none. */
export async function findBinary(configuredPath: string | null, signal: AbortSignal): Promise<Binary> {
  const candidates = configuredPath ? [configuredPath] : [privatePrefix, "pgbackrest"];
  const found: Binary[] = [];
  for (const candidate of candidates) {
    const binary = await askVersion(candidate, signal);
    if (binary) found.push(binary);
  }
  const newest = found.sort((a, b) => compareVersions(b.version, a.version))[0];
  if (!newest) throw missing(configuredPath);
  if (compareVersions(newest.version, oldestVersion) < 0) throw tooOld(newest);
  return newest;
}

async function askVersion(file: string, signal: AbortSignal): Promise<Binary | null> {
  const path = await findExecutable(file);
  if (!path) return null;
  // A copied binary may lack its libraries here: then it is as good as absent.
  const { exitCode, stdout } = await runCommand({ file: path, args: ["version"], timeoutMs: 10_000, signal });
  const version = /^pgBackRest (\d+\.\d+(?:\.\d+)?)/.exec(stdout)?.[1];
  return exitCode === 0 && version ? { path, version, features: featuresOf(version) } : null;
}

const missing = (configuredPath: string | null) =>
  new AppError(
    "PRECONDITION",
    configuredPath
      ? `${configuredPath} is not a working pgBackRest.`
      : "pgBackRest is not installed on this host.",
    { reason: "engine-missing", hint: `Install the package pgbackrest, version ${oldestVersion} or newer.` },
  );

const tooOld = (binary: Binary) =>
  new AppError(
    "PRECONDITION",
    `pgBackRest ${binary.version} is too old; ${oldestVersion} is the oldest supported.`,
    {
      reason: "engine-too-old",
      hint: "Install a newer package, or set the path of a newer binary.",
    },
  );
