import { access, readFile, readlink } from "node:fs/promises";
import path from "node:path";
import { withControlConnection } from "./with-control-connection.ts";

/** The pid of the server that runs on a data directory, or null. */
export async function findPostmaster(dataDirectory: string): Promise<number | null> {
  const text = await readFile(path.join(dataDirectory, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0)) return null;
  // The pid of a server that died long ago may belong to another process now.
  return (await readlink(`/proc/${pid}/cwd`).catch(() => null)) === dataDirectory ? pid : null;
}

/**
 * Why a stopped protected cluster must not simply be started, or null. A restore may own it, or may have left it
 * half way: starting it then would make the wrong moment the present.
 */
export async function reasonNotToStart(url: string, dataDirectory: string): Promise<string | null> {
  if (!(await exists(path.join(dataDirectory, "global/pg_control"))))
    return "its data directory is not complete";
  for (const name of ["recovery.signal", "standby.signal", "backup_label"]) {
    if (await exists(path.join(dataDirectory, name))) return `a restore left it half way (${name} is there)`;
  }
  return withControlConnection(url, async (client) => {
    const { rows } = await client.query<{ kind: string; status: string }>(
      `SELECT o.kind, o.status FROM operations o JOIN resources r ON r.id = o.resource_id
        WHERE r.settings->>'dataDirectory' = $1
          AND (o.status IN ('queued', 'running')
               OR o.id = (SELECT l.id FROM operations l WHERE l.resource_id = r.id AND l.kind = 'restore'
                           ORDER BY l.created_at DESC LIMIT 1))
        ORDER BY o.status IN ('queued', 'running') DESC LIMIT 1`,
      [dataDirectory],
    );
    const [operation] = rows;
    if (!operation || operation.status === "succeeded") return null;
    if (operation.status === "queued" || operation.status === "running") {
      return `an operation on it has not ended (${operation.kind}, ${operation.status})`;
    }
    return `its last restore ${operation.status}`;
  });
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
