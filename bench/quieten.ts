import type { Cluster } from "#lib/engines/engine.ts";
import type { Bench } from "./bench.ts";
import { shell } from "./shell.ts";
import { clientEnv } from "./source-cluster.ts";

/**
 * Before a measurement: nothing is dirty and nothing waits to be archived, so that no contender pays for what
 * another caused; and, unless the cache is to stay warm, the next reader of these folders goes to the disk.
 * Servers keep their own shared_buffers.
 */
export async function quieten(bench: Bench, clusters: Cluster[], folders: string[]): Promise<void> {
  for (const cluster of clusters) await settle(cluster, bench.signal);
  await shell("sync", {}, bench.signal);
  if (bench.options.cache === "warm") return;
  // Per file, and for files one may read: needs no root and leaves the rest of the machine alone.
  const drop =
    'for f; do dd of=/dev/null if="$f" iflag=nocache count=0 status=none 2>/dev/null || true; done';
  for (const folder of folders) {
    const find = `find "$FOLDER" -type f -print0 | xargs -0 -r sh -c '${drop}' sh`;
    await shell(find, { FOLDER: folder }, bench.signal);
  }
}

async function settle(cluster: Cluster, signal: AbortSignal): Promise<void> {
  const isArchiving = 'find "$STATUS" -name "*.ready" | grep -q .';
  const script = `psql -X -q -d postgres -c CHECKPOINT; while ${isArchiving}; do sleep 0.1; done`;
  const env = { ...clientEnv(cluster), STATUS: `${cluster.dataDirectory}/pg_wal/archive_status` };
  await shell(script, env, signal);
}
