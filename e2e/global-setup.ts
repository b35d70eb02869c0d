import { prepareInstallation } from "#e2e/fixtures/stack/prepare-installation.ts";

export default async function globalSetup(): Promise<void> {
  await prepareInstallation();
}
