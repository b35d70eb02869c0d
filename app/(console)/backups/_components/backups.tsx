"use client";

import dynamic from "next/dynamic";
import { useResources } from "#components/data/use-resources.ts";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { OneOf } from "#components/ui/one-of.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { BackupSets } from "./backup-sets.tsx";
import { StartBackup } from "./start-backup.tsx";
import { useBackupFilter } from "./use-backup-filter.ts";
import { VerifyRepository } from "./verify-repository.tsx";

const loading = () => <Skeleton className="h-96" />;
const BackupCharts = dynamic(() => import("./backup-charts.tsx").then((charts) => charts.BackupCharts), {
  ssr: false,
  loading,
});
const BackupCalendar = dynamic(
  () => import("./backup-calendar.tsx").then((calendar) => calendar.BackupCalendar),
  { ssr: false, loading },
);

const views = [
  { id: "sets", label: "History" },
  { id: "charts", label: "Size and duration" },
  { id: "calendar", label: "Calendar" },
] as const;

export function Backups() {
  const { can } = useSession();
  const [filter, setFilter] = useBackupFilter();
  const resources = useResources().data?.items;
  const choose = (resource: string | null) => setFilter({ resource, cursor: null });
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
      <div className="mb-3">
        <OneOf label="View" choices={views} chosen={filter.view} onChoose={(view) => setFilter({ view })} />
      </div>
      {filter.view === "sets" ? (
        <BackupSets />
      ) : resources === undefined ? (
        loading()
      ) : filter.view === "charts" ? (
        <BackupCharts resources={resources} chosen={filter.resource} onChoose={choose} />
      ) : (
        <BackupCalendar chosen={filter.resource} onChoose={choose} />
      )}
    </>
  );
}
