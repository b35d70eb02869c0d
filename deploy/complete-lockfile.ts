/**
 * `npm run complete-lockfile`, after adding a dependency: npm may leave the optional packages of other platforms out of
 * a lockfile that it makes on this one, and `npm ci` then refuses it everywhere. Works offline.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

interface LockedPackage {
  version?: string;
  optionalDependencies?: Record<string, string>;
  [field: string]: unknown;
}

export interface Lockfile {
  packages: Record<string, LockedPackage>;
}

export interface MissingPackage {
  name: string;
  /** Where in the lockfile the package is that wants it. */
  wantedBy: string;
  version: string;
}

export function findMissingOptionals({ packages }: Lockfile): MissingPackage[] {
  return Object.entries(packages).flatMap(([wantedBy, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(packages, wantedBy, name))
      .map(([name, range]) => ({ name, wantedBy, version: range.replace(/^\D*/, "") })),
  );
}

/** As Node.js looks for it: beside the one that wants it, then in each folder above. */
function isLocked(packages: Lockfile["packages"], wantedBy: string, name: string): boolean {
  if (packages[`${wantedBy && `${wantedBy}/`}node_modules/${name}`]) return true;
  if (wantedBy === "") return false;
  const above = wantedBy.lastIndexOf("/node_modules/");
  return isLocked(packages, above < 0 ? "" : wantedBy.slice(0, above), name);
}

const systems = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "win32"];
const processors = ["arm", "arm64", "ia32", "loong64", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/** Platform packages say in their name where they belong; without that npm would try to fetch them here. */
function lockEntry({ name, version, wantedBy }: MissingPackage, { packages }: Lockfile): LockedPackage {
  const words = name.split(/[-/.]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  const libc = name.includes("musl") ? ["musl"] : [];
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(packages[wantedBy]?.dev === true && { dev: true }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
}

if (import.meta.main) {
  const file = path.join(import.meta.dirname, "../package-lock.json");
  const lockfile: Lockfile = JSON.parse(readFileSync(file, "utf8"));
  const missing = findMissingOptionals(lockfile);
  for (const one of missing) lockfile.packages[`node_modules/${one.name}`] = lockEntry(one, lockfile);
  const sorted = Object.entries(lockfile.packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  console.log(`Added ${missing.length} packages of other platforms.`);
}
