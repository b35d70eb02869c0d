import { access, readdir } from "node:fs/promises";
import path from "node:path";
import { AppError } from "#lib/errors.ts";

const debianDirectory = "/usr/lib/postgresql";
const oldestMajor = 15;

/** The folder with initdb, pg_ctl and postgres of the newest installed PostgreSQL. */
export async function findPostgresPrograms(): Promise<string> {
  const majors = (await readdir(debianDirectory).catch(() => []))
    .map(Number)
    .filter((major) => major >= oldestMajor);
  for (const major of majors.sort((a, b) => b - a)) {
    const programs = path.join(debianDirectory, String(major), "bin");
    if (await exists(path.join(programs, "initdb"))) return programs;
  }
  throw new AppError(
    "PRECONDITION",
    `There is no PostgreSQL ${oldestMajor} or newer in ${debianDirectory}.`,
    {
      hint: "Install Debian's package postgresql, then run the same command again.",
    },
  );
}

/** The one that made a data directory: another major version cannot start it. */
export async function requirePostgresPrograms(major: string): Promise<string> {
  const programs = path.join(debianDirectory, major, "bin");
  if (await exists(path.join(programs, "initdb"))) return programs;
  throw new AppError(
    "PRECONDITION",
    `The control database was made by PostgreSQL ${major}, which is not installed.`,
    {
      hint: `Install Debian's package postgresql-${major}, then run the same command again.`,
    },
  );
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
