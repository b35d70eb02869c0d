import { removeInstallation } from "#e2e/fixtures/stack/remove-installation.ts";

export default async function globalTeardown(): Promise<void> {
  await removeInstallation();
}
