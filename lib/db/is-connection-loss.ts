import { z } from "zod";
import { Prisma } from "#lib/db/generated/client.ts";

/** Not reachable, timed out, closed, no connection free in time, a transaction cut off. */
const CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"]);

const fromDatabase = z.object({
  driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }),
});

/**
 * True when the control database went away, rather than refused: the same call can succeed a moment later, and
 * nothing is known about this one.
 */
export function isConnectionLoss(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    if (CODES.has(error.code)) return true;
    const sqlState = fromDatabase.safeParse(error.meta).data?.driverAdapterError.cause.originalCode;
    // Connection exceptions, and a server that shuts down or starts.
    return sqlState !== undefined && /^(08|57P0)/.test(sqlState);
  }
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  // pg reports a broken socket as a bare Error, without class or code; everything of ours is an AppError.
  return error instanceof Error && error.constructor === Error && !("code" in error);
}
