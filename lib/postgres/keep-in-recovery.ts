import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Cluster } from "#lib/engines/engine.ts";
import { readClusterState } from "./read-cluster-state.ts";

/**
 * To be called before a restored server is started once more. PostgreSQL removes its signal file before it begins its
 * new timeline: power lost between the two, it would next replay all the WAL it finds, past its target, and take
 * writes on the old timeline. With the file it replays to its target again and pauses there. `timeline` is the target's.
 */
export async function keepInRecovery(
  cluster: Cluster,
  { timeline, signal }: { timeline: number; signal: AbortSignal },
): Promise<void> {
  const found = await readClusterState(cluster, { signal });
  if (found.state !== "stopped") return;
  const { state, furthestTimeline } = found.control;
  if (!UNFINISHED.includes(state) || furthestTimeline > timeline) return;
  await writeFile(join(cluster.dataDirectory, "recovery.signal"), "", { mode: 0o600 });
}

const UNFINISHED = ["in archive recovery", "shut down in recovery"];
