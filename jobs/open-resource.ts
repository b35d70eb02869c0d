import { access, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { openRepository } from "#jobs/open-repositories.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import type { Cluster, EngineRun } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { loadResource } from "#lib/resources/load-resource.ts";
import { clusterFacts, type PostgresSettings, postgresSettings } from "#lib/resources/schema.ts";
import type { ResourceRow } from "#lib/resources/to-resource-dto.ts";

export interface OpenResource {
  row: ResourceRow;
  settings: PostgresSettings;
  cluster: Cluster;
  engineRun: EngineRun;
}

type Channel = Pick<EngineRun, "signal" | "log" | "progress">;

/** A resource as the worker of its host works with it: where it is, its opened repositories, its engine. */
export async function openResource(
  worker: WorkerContext,
  resourceId: string,
  channel: Channel,
): Promise<OpenResource> {
  const row = await loadResource(worker.db, resourceId);
  if (row.host !== worker.env.host) {
    throw new AppError(
      "PRECONDITION",
      `${row.name} is on ${row.host}; this worker serves ${worker.env.host}.`,
    );
  }
  const settings = postgresSettings.parse(row.settings);
  const cluster: Cluster = {
    resourceId: row.id,
    dataDirectory: settings.dataDirectory,
    port: settings.port,
    socketDirectory: settings.socketDirectory,
    user: settings.user,
    binDirectory: await findBinDirectory(row, settings.dataDirectory),
  };
  const repositories = [];
  for (const { repository, position } of row.repositories) {
    repositories.push(await openRepository(worker, repository, position));
  }
  const engineRun: EngineRun = {
    ...channel,
    workDirectory: path.join(worker.env.directory, "engine"),
    cluster,
    repositories,
  };
  return { row, settings, cluster, engineRun };
}

const INSTALLED = "/usr/lib/postgresql";

/** Programs of the cluster's own major version; when its files are gone, of the version last seen. */
async function findBinDirectory(row: ResourceRow, dataDirectory: string): Promise<string> {
  const onDisk = await readFile(path.join(dataDirectory, "PG_VERSION"), "utf8").catch(() => null);
  const lastSeen = clusterFacts.safeParse(row.facts).data?.majorVersion;
  const major =
    onDisk?.trim() ??
    (lastSeen ? String(lastSeen) : ((await readdir(INSTALLED).catch(() => [])).at(-1) ?? ""));
  const directory = path.join(INSTALLED, major, "bin");
  await access(path.join(directory, "pg_ctl")).catch((cause: unknown) => {
    throw new AppError(
      "PRECONDITION",
      `The programs of PostgreSQL ${major || "(unknown)"} are not on this host.`,
      {
        hint: `Install the package postgresql-${major}.`,
        reason: "no-postgres-programs",
        cause,
      },
    );
  });
  return directory;
}
