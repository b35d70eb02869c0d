import type { z } from "zod";
import type { LogLevel } from "#jobs/operation-log.ts";
import type { WorkerContext } from "#jobs/worker-context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Operation } from "#lib/db/generated/client.ts";
import type { Json } from "#lib/format/json.ts";

/** Reason of the error of a handler that could not put things back as they were. */
export const NOT_PUT_BACK = "not-put-back";

/** What a job handler is given: the operation, and the only ways to do work, wait, report and stop. */
export interface OperationRun {
  worker: WorkerContext;
  operation: Operation;
  signal: AbortSignal;
  /**
   * Runs one named step, or returns what it returned when an earlier attempt already did it. Refuses when another
   * worker has taken over. Every step is safe to run twice.
   */
  step<Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    run: () => Promise<z.input<Schema>>,
  ): Promise<z.output<Schema>>;
  /** When each finished step ran: a measured RTO is made of these. */
  stepTimes(): Promise<Map<string, { startedAt: Date; finishedAt: Date }>>;
  log(level: LogLevel, text: string): void;
  progress(progress: { doneBytes: number; totalBytes: number }): void;
  /**
   * True when this error ends the attempt but not the operation: a later attempt goes on where this one stood, so
   * nothing may be put back.
   */
  isHandedOver(error: unknown): boolean;
  /** From here on a cancel would leave something half done. Throws when one was asked for before. */
  pointOfNoReturn(): Promise<void>;
}

/** How a handler ends. `commit` runs in the transaction that records the outcome. */
export interface Outcome {
  result?: unknown;
  /** Facts for the audit entry. */
  details?: Record<string, Json>;
  commit?: (tx: Transaction) => Promise<void>;
}

export type OperationHandler = (run: OperationRun) => Promise<Outcome>;
