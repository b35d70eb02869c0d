import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "#lib/db/generated/client.ts";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

export function connectDatabase(url: string, options: { maxConnections?: number } = {}): Database {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: options.maxConnections ?? 10 }),
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
}
