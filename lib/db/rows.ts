import { Prisma } from "#lib/db/generated/client.ts";
import type { Json } from "#lib/format/json.ts";

/** Prisma's JSON input type is wider than JSON; this is the one place that narrows ours into it. */
export function jsonColumn(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}

/** A JSON column read back: whatever was stored was JSON. */
export function jsonValue(value: Prisma.JsonValue | null): Json {
  return value as Json;
}

export const databaseNull = Prisma.DbNull;

/** Epoch microseconds to the Date that display columns hold (milliseconds). */
export function toDate(micros: bigint): Date {
  return new Date(Number(micros / 1000n));
}

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
