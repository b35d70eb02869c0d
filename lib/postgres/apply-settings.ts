import { type Client, escapeIdentifier, escapeLiteral } from "pg";
import type { Cluster, SettingChange } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { waitUntil } from "./wait-until.ts";
import { type ConnectionOptions, withConnection } from "./with-connection.ts";

/**
 * Writes settings with ALTER SYSTEM, reloads, and waits until the server has taken them. Returns those that
 * wait for a restart. Only single-valued settings. Throws `setting-overridden` when the server was started
 * with an argument that wins over every file, and nothing was changed then.
 */
export async function applySettings(
  cluster: Cluster,
  changes: Pick<SettingChange, "name" | "wanted">[],
  options: Pick<ConnectionOptions, "signal">,
): Promise<{ needsRestart: string[] }> {
  if (changes.length === 0) return { needsRestart: [] };
  const names = changes.map(({ name }) => name);
  return withConnection(cluster, { ...options, access: "write" }, async (client) => {
    await requireNotOverridden(client, names);
    for (const { name, wanted } of changes) {
      // Not in a transaction: PostgreSQL refuses that for ALTER SYSTEM.
      await client.query(`ALTER SYSTEM SET ${escapeIdentifier(name)} = ${escapeLiteral(wanted)}`);
    }
    const { rows } = await client.query<{ loadedAt: string }>(
      'SELECT pg_conf_load_time()::text AS "loadedAt", pg_reload_conf()',
    );
    const before = rows[0]?.loadedAt ?? "";
    return waitUntil(() => readPending(cluster, names, before, options), {
      timeoutMs: 5_000,
      signal: options.signal,
      onTimeout: reloadTimeout,
    });
  });
}

async function requireNotOverridden(client: Client, names: string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT name FROM pg_settings WHERE name = ANY($1) AND source IN ('command line', 'environment variable')",
    [names],
  );
  if (rows.length === 0) return;
  const list = rows.map(({ name }) => name).join(", ");
  throw new AppError("PRECONDITION", `The server was started with arguments that fix ${list}.`, {
    reason: "setting-overridden",
    hint: "Remove them from the command that starts the server, restart it, and try again.",
  });
}

/** A new connection each time: only that one is sure to have read the new files. */
async function readPending(
  cluster: Cluster,
  names: string[],
  before: string,
  options: Pick<ConnectionOptions, "signal">,
): Promise<{ needsRestart: string[] } | null> {
  return withConnection(cluster, options, async (client) => {
    const { rows } = await client.query<{ name: string; isPending: boolean; isLoaded: boolean }>(
      `SELECT name, pending_restart AS "isPending", pg_conf_load_time()::text <> $2 AS "isLoaded"
       FROM pg_settings WHERE name = ANY($1)`,
      [names, before],
    );
    if (!rows.every(({ isLoaded }) => isLoaded)) return null;
    return { needsRestart: rows.filter(({ isPending }) => isPending).map(({ name }) => name) };
  });
}

const reloadTimeout = () =>
  new AppError("ENGINE", "The server did not read its changed configuration.", {
    reason: "reload-failed",
    hint: "Look at its log: an error elsewhere in its configuration files keeps all of them from being read.",
  });
