"use client";

import dynamic from "next/dynamic";
import { useResources } from "#components/data/use-resources.ts";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { cn } from "#components/ui/cn.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { BackupSets } from "./backup-sets.tsx";
import { StartBackup } from "./start-backup.tsx";
import { backupViews, useBackupFilter } from "./use-backup-filter.ts";
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

const viewWords: Record<(typeof backupViews)[number], string> = {
  sets: "History",
  charts: "Size and duration",
  calendar: "Calendar",
};

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
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons, not a form */}
      <div role="group" aria-label="View" className="mb-3 flex flex-wrap gap-0.5">
        {backupViews.map((view) => (
          <button
            key={view}
            type="button"
            aria-pressed={filter.view === view}
            onClick={() => setFilter({ view })}
            className={cn(
              "min-h-8 rounded-md px-2.5 whitespace-nowrap",
              filter.view === view
                ? "bg-idle-soft font-semibold text-ink"
                : "text-ink-2 hover:bg-idle-soft hover:text-ink",
            )}
          >
            {viewWords[view]}
          </button>
        ))}
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
