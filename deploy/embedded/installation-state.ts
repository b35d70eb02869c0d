import { withControlConnection } from "./with-control-connection.ts";

export interface InstallationState {
  /** Something that cannot be made again exists: people, or secrets sealed to the key. */
  hasData: boolean;
  hasResources: boolean;
}

export function readInstallationState(ownerUrl: string): Promise<InstallationState> {
  return withControlConnection(ownerUrl, async (client) => {
    const { rows } = await client.query<InstallationState>(
      `SELECT EXISTS (SELECT FROM users) OR EXISTS (SELECT FROM repositories) AS "hasData",
              EXISTS (SELECT FROM resources) AS "hasResources"`,
    );
    return rows[0] ?? { hasData: false, hasResources: false };
  });
}
