import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readStartOptions } from "./read-start-options.ts";

const CONFIG_FILE = "config_file=";

/**
 * Makes a restored copy startable whose original keeps its configuration elsewhere (Debian: /etc/postgresql), where
 * no backup of the data directory finds it. Such a copy reads the original's settings; where nobody knows them any
 * more it gets PostgreSQL's own, and admits by peer. What must differ belongs in postgresql.auto.conf, which is
 * read last. Returns what was done, in words for a log; null when the copy had its configuration.
 */
export async function completeConfiguration(
  dataDirectory: string,
  originalDirectory: string,
): Promise<string | null> {
  if (await exists(join(dataDirectory, "postgresql.conf"))) return null;
  const options = await readStartOptions(originalDirectory);
  const named = options.find((option) => option.startsWith(CONFIG_FILE))?.slice(CONFIG_FILE.length);
  const original = named && (await exists(named)) ? named : null;
  const lines =
    original === null
      ? []
      : [
          `include ${quote(original)}`,
          // It names the original's, and the last one counts.
          `data_directory = ${quote(dataDirectory)}`,
        ];
  await writeFile(join(dataDirectory, "postgresql.conf"), lines.map((line) => `${line}\n`).join(""), {
    mode: 0o600,
  });
  for (const name of ["pg_hba.conf", "pg_ident.conf"]) {
    const file = join(dataDirectory, name);
    // What the settings that are read name instead stays in force.
    if (await exists(file)) continue;
    await writeFile(file, name === "pg_hba.conf" ? "local all all peer\n" : "", { mode: 0o600 });
  }
  return original === null
    ? "The backup holds no postgresql.conf, and where the original keeps its own is not known: the copy runs with PostgreSQL's defaults."
    : `The copy reads the settings of ${original}, which is outside the data directory and in no backup.`;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
