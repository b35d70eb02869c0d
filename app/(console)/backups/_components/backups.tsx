"use client";

import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { BackupSets } from "./backup-sets.tsx";
import { StartBackup } from "./start-backup.tsx";
import { VerifyRepository } from "./verify-repository.tsx";

export function Backups() {
  const { can } = useSession();
  return (
    <>
      <PageHead
        title="Backups"
        sub="Every backup set, and how far it is proven. A set is only as good as the highest step without a hole below it."
        actions={
          <>
            {can("backup.verify") && <VerifyRepository />}
            {can("backup.start") && <StartBackup />}
          </>
        }
      />
      <BackupSets />
    </>
  );
}
