import { readdir } from "node:fs/promises";
import type { Cluster } from "#lib/engines/engine.ts";
import { AppError } from "#lib/errors.ts";
import { freeDiskBytes } from "#lib/postgres/free-disk-bytes.ts";
import { readClusterState } from "#lib/postgres/read-cluster-state.ts";
import { readControlData } from "#lib/postgres/read-control-data.ts";
import { readPosition } from "#lib/postgres/read-position.ts";
import { readServer } from "#lib/postgres/read-server.ts";
import { readStartOptions } from "#lib/postgres/read-start-options.ts";
import type { ClusterFacts } from "#lib/resources/schema.ts";

export interface SeenCluster {
  facts: ClusterFacts;
  /** Null when it can be read from neither a server nor the control file. */
  systemIdentifier: string | null;
}

/** What can be seen of a cluster right now, whatever state it is in. Keeps from `earlier` what cannot be seen. */
export async function readFacts(
  cluster: Cluster,
  earlier: ClusterFacts | null,
  signal: AbortSignal,
): Promise<SeenCluster> {
  const state = await readClusterState(cluster, { signal });
  const base: ClusterFacts = {
    clusterState: state.state,
    stateReason: "why" in state ? state.why : null,
    version: earlier?.version ?? null,
    majorVersion: earlier?.majorVersion ?? null,
    sizeBytes: earlier?.sizeBytes ?? null,
    sessions: null,
    freeBytes: await freeDiskBytes(cluster.dataDirectory),
    startOptions: earlier?.startOptions ?? [],
    archiver: null,
  };
  if (state.state === "running" && state.status === "orphaned") return orphanedFacts(cluster, base);
  if (state.state === "stopped") return { facts: base, systemIdentifier: state.control.systemIdentifier };
  if (state.state !== "running") return { facts: base, systemIdentifier: null };
  try {
    const server = await readServer(cluster, { signal });
    const position = server.isInRecovery ? null : await readPosition(cluster, { signal });
    return {
      facts: {
        ...base,
        version: server.version,
        majorVersion: Math.floor(server.versionNumber / 10_000),
        sizeBytes: server.sizeBytes,
        sessions: server.sessionCount,
        startOptions: await readStartOptions(cluster.dataDirectory),
        archiver: position && {
          failedCount: position.archiver.failedCount,
          lastFailedSegment: position.archiver.lastFailedWal,
          lastArchivedSegment: position.archiver.lastArchivedWal,
          isFailing:
            (position.archiver.lastFailedMicros ?? 0n) > (position.archiver.lastArchivedMicros ?? 0n),
        },
      },
      systemIdentifier: server.systemIdentifier,
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const systemIdentifier = await readControlData(cluster, { signal }).then(
      (control) => control.systemIdentifier,
      () => null,
    );
    return { facts: { ...base, stateReason: error.message }, systemIdentifier };
  }
}

/** Server processes whose files were taken away serve nobody: what counts is what is in the directory. */
async function orphanedFacts(cluster: Cluster, base: ClusterFacts): Promise<SeenCluster> {
  const entries = await readdir(cluster.dataDirectory).catch(() => []);
  const facts: ClusterFacts =
    entries.length === 0
      ? {
          ...base,
          clusterState: "gone",
          stateReason: "The data directory is gone; processes of its server remain.",
        }
      : {
          ...base,
          clusterState: "broken",
          stateReason: "Server processes run without a postmaster.pid of theirs.",
        };
  return { facts, systemIdentifier: null };
}
