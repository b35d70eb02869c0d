import type { Database } from "#lib/db/client.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

const FLUSH_MS = 300;
/** A tool that prints without end must not fill the control database. */
const MOST_LINES = 200_000;
const MOST_WAITING = 20_000;

/** The log of one operation, written in batches. Lines are redacted where the tool's output is read. */
export function openOperationLog(db: Database, operationId: string) {
  let pending: { operationId: string; at: Date; level: string; step: string | null; text: string }[] = [];
  let count = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const flush = () => {
    if (pending.length === 0) return writing;
    const lines = pending;
    pending = [];
    writing = writing
      .then(() => db.operationLogLine.createMany({ data: lines }))
      // Log lines that cannot be written must not end a restore: they wait for the control database to come back.
      .catch((error: unknown) => {
        pending = [...lines, ...pending].slice(0, MOST_WAITING);
        console.error(JSON.stringify({ level: "error", at: "log", message: String(error) }));
      });
    return writing;
  };
  const timer = setInterval(() => void flush(), FLUSH_MS);
  return {
    write(level: LogLevel, step: string | null, text: string) {
      count++;
      if (count > MOST_LINES) return;
      const last = count === MOST_LINES ? "The log has reached its limit; what follows is not kept." : text;
      pending.push({
        operationId,
        at: new Date(),
        level,
        step,
        text: last.replaceAll("\0", "").slice(0, 8_000),
      });
    },
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
