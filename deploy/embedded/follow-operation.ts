import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { withControlConnection } from "./with-control-connection.ts";

const progressSchema = z.object({ doneBytes: z.number(), totalBytes: z.number() });

interface OperationRow {
  id: string;
  kind: string;
  status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
  progress: unknown;
  waitingFor: string | null;
  errorMessage: string | null;
  errorHint: string | null;
}

export interface OperationOutcome {
  succeeded: boolean;
  /** Why not, as the worker said it. */
  reason: string | null;
  hint: string | null;
}

/** Follows an operation until it has ended, or `signal` says that nobody waits any more (then null). */
export function followOperation(
  url: string,
  id: string,
  show: (detail: string) => void,
  signal: AbortSignal,
): Promise<OperationOutcome | null> {
  return withControlConnection(url, async (client) => {
    while (!signal.aborted) {
      const { rows } = await client.query<OperationRow>(
        `SELECT id, kind, status, progress, waiting_for AS "waitingFor", error_message AS "errorMessage",
                error_hint AS "errorHint" FROM operations WHERE id = $1`,
        [id],
      );
      const [operation] = rows;
      if (!operation) return { succeeded: false, reason: "it is not in the control database", hint: null };
      if (operation.status !== "queued" && operation.status !== "running") return outcome(operation);
      show(progressText(operation));
      await delay(300, undefined, { signal }).catch(() => undefined);
    }
    return null;
  });
}

function outcome(operation: OperationRow): OperationOutcome {
  const succeeded = operation.status === "succeeded";
  const reason = succeeded ? null : (operation.errorMessage ?? `it was ${operation.status}`);
  return { succeeded, reason, hint: operation.errorHint };
}

function progressText(operation: OperationRow): string {
  if (operation.status === "queued") return operation.waitingFor ?? "waiting for the worker";
  const progress = progressSchema.safeParse(operation.progress).data;
  if (!progress || progress.totalBytes === 0) return "";
  return `${Math.floor((100 * progress.doneBytes) / progress.totalBytes)} %`;
}
