import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import type { ScratchCluster } from "#e2e/fixtures/scratch-cluster.ts";
import type { Cluster } from "#lib/engines/engine.ts";
import type { Options } from "./options.ts";
import { shell } from "./shell.ts";
import { clientEnv, databaseName } from "./source-cluster.ts";

export const actions = ["backup", "restore", "in place"] as const;
export const contenders = ["script", "pgBackRest", "Holdfast"] as const;
export type Action = (typeof actions)[number];
export type Contender = (typeof contenders)[number];

export interface Measurement {
  action: Action;
  contender: Contender;
  seconds: number;
}

/** A piece of an operation of Holdfast. */
export interface Part {
  action: Action;
  name: string;
  seconds: number;
  /** Work the bare command line does too, what Holdfast adds to it, or before the clock runs. */
  kind: "same" | "added" | "before";
}

/** What the contenders share: the folder for their files, the stop watch, and the judge of restored content. */
export interface Bench {
  directory: string;
  options: Options;
  signal: AbortSignal;
  /** Returns seconds. */
  measure(action: Action, contender: Contender, work: () => Promise<unknown>): Promise<number>;
  part(part: Part): void;
  size(contender: Contender, bytes: number): void;
  /** Throws when a restored database is not what was backed up. */
  same(contender: Contender, restoredFingerprint: string): void;
  /** A last transaction worth keeping, then a named restore point to go back to. */
  mark(source: ScratchCluster): Promise<string>;
  /** A thousand rows change and a table goes, as in an accident worth a restore. */
  change(cluster: Cluster): Promise<void>;
}

export interface Results {
  measurements: Measurement[];
  parts: Part[];
  sizes: Map<Contender, number>;
}

const restorePoint = "before_change";

export function createBench(
  input: { directory: string; options: Options; signal: AbortSignal; expected: string },
  results: Results,
): Bench {
  return {
    directory: input.directory,
    options: input.options,
    signal: input.signal,
    async measure(action, contender, work) {
      const startedAt = performance.now();
      await work();
      const seconds = (performance.now() - startedAt) / 1000;
      results.measurements.push({ action, contender, seconds });
      const load = loadavg()[0]?.toFixed(1);
      console.log(`  ${contender}, ${action}: ${seconds.toFixed(2)} s (load average ${load})`);
      return seconds;
    },
    part: (part) => results.parts.push(part),
    size: (contender, bytes) => results.sizes.set(contender, bytes),
    same(contender, restored) {
      if (restored === input.expected) return;
      throw new Error(
        `${contender} restored other content.\nexpected:\n${input.expected}\nrestored:\n${restored}`,
      );
    },
    mark: async (source) => {
      await source.query("SELECT pg_current_xact_id()");
      await source.query(`SELECT pg_create_restore_point('${restorePoint}')`);
      return restorePoint;
    },
    change: async (cluster) => {
      const accident =
        "UPDATE purchase SET status = 'lost' WHERE id % 1000 = 7; DROP TABLE attachment; CREATE TABLE later (id int);";
      const env = { ...clientEnv(cluster), PGDATABASE: databaseName, ACCIDENT: accident };
      await shell('psql -X -q -v ON_ERROR_STOP=1 -c "$ACCIDENT"', env, input.signal);
    },
  };
}
