import type { ScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import type { Bench } from "./bench.ts";

/** Holdfast with one protected cluster. Each verb resolves when the product itself says done, and throws otherwise. */
export interface Holdfast {
  /** Queue → done, including reading the set back from the repository. */
  backUpFully(): Promise<void>;
  /** Approved → receipt of a restore to the newest position; the new server is left running. */
  restoreToNewInstance(): Promise<{ dataDirectory: string; port: number; socketDirectory: string }>;
  discardNewInstance(): Promise<void>;
  /** A position to return to, archived. */
  markPosition(): Promise<void>;
  /** Approved → receipt of a restore in place to that position, with its safety backup. */
  restoreInPlace(): Promise<void>;
  stop(): Promise<void>;
}

/** Null until the product can be started from here; the table then says "not measured". */
export async function setUpHoldfast(_bench: Bench, _source: ScratchCluster): Promise<Holdfast | null> {
  return null;
}
