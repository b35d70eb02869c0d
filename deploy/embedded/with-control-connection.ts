import pg from "pg";
import { AppError } from "#lib/errors.ts";

/** A connection of the launcher to the control database, for the few facts it needs to know. */
export async function withControlConnection<T>(
  url: string,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
  });
  // Without a listener a server that goes away between two queries would end the launcher.
  client.on("error", () => undefined);
  await client.connect().catch((cause) => {
    const { host, pathname } = new URL(url);
    throw new AppError(
      "PRECONDITION",
      `The control database at ${host}${pathname} cannot be reached: ${cause.message}.`,
      {
        hint: "Check that the server runs and that the URL, the user and the password are right.",
        reason: "control-database",
        cause,
      },
    );
  });
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
