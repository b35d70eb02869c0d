import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Cluster } from "#lib/engines/engine.ts";
import { runCommand } from "#lib/exec/run-command.ts";
import { readControlData } from "./read-control-data.ts";

/**
 * The settings that must be raised for this start: a server in recovery stops when one of them is lower than
 * it was where the WAL was written. Empty when no recovery is ahead.
 */
export async function recoveryFloor(
  cluster: Cluster,
  serverArguments: string[],
  signal: AbortSignal,
): Promise<Record<string, string>> {
  if (!(await isRecoveryAhead(cluster.dataDirectory))) return {};
  const control = await readControlData(cluster, { signal });
  const raised: Record<string, string> = {};
  for (const [name, floor] of Object.entries(control.recoveryFloor)) {
    const effective = await readSetting(cluster, serverArguments, name, signal);
    if (effective !== null && effective < floor) raised[name] = String(floor);
  }
  return raised;
}

async function isRecoveryAhead(dataDirectory: string): Promise<boolean> {
  const signals = ["recovery.signal", "standby.signal"].map((name) => access(join(dataDirectory, name)));
  return Promise.any(signals).then(
    () => true,
    () => false,
  );
}

/** What the server would use, without starting it; null when it refuses its configuration (the start says why). */
async function readSetting(cluster: Cluster, serverArguments: string[], name: string, signal: AbortSignal) {
  const { exitCode, stdout } = await runCommand({
    file: join(cluster.binDirectory, "postgres"),
    args: ["-D", cluster.dataDirectory, ...serverArguments, "-C", name],
    timeoutMs: 10_000,
    signal,
  });
  return exitCode === 0 ? Number(stdout.trim()) : null;
}
