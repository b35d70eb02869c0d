import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Cluster } from "#lib/engines/engine.ts";
import type { Bench } from "./bench.ts";
import { fingerprint } from "./fingerprint.ts";
import { quieten } from "./quieten.ts";
import { shell } from "./shell.ts";
import { clientEnv, databaseName } from "./source-cluster.ts";

/** The runbook by hand. The upload is a copy into another local folder: the fastest store there is. */
export async function measureRunbook(bench: Bench, cluster: Cluster, empty: Cluster): Promise<void> {
  const { signal, options } = bench;
  const backups = join(bench.directory, "script");
  const store = join(bench.directory, "script-store");
  await mkdir(backups);
  await mkdir(store);
  const env = { ...clientEnv(cluster), BACKUP_DIR: backups, STORE: store };

  await quieten(bench, [cluster], [cluster.dataDirectory]);
  const dump = "$BACKUP_DIR/db_backup.sql";
  await bench.measure("backup", "script", () =>
    shell(`pg_dump ${databaseName} > "${dump}"; gzip "${dump}"; cp "${dump}.gz" "$STORE/"`, env, signal),
  );
  bench.size("script", (await stat(join(store, "db_backup.sql.gz"))).size);

  if (options.benchmarks.has("restore")) {
    const target = { ...env, ...clientEnv(empty) };
    await shell(`createdb ${databaseName}`, target, signal);
    await quieten(bench, [empty], [store]);
    await bench.measure("restore", "script", () =>
      shell(
        `gunzip -c "$STORE/db_backup.sql.gz" | psql -X -q -v ON_ERROR_STOP=1 ${databaseName} >/dev/null`,
        target,
        signal,
      ),
    );
    bench.same("script", await fingerprint(empty, signal));
    await shell(`dropdb ${databaseName}`, target, signal);
  }
  await rm(backups, { recursive: true });
  await rm(store, { recursive: true });
}
