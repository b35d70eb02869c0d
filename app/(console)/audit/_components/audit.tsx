"use client";

import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { AuditEntries } from "./audit-entries.tsx";
import { AuditFilter } from "./audit-filter.tsx";
import { ExportAudit } from "./export-audit.tsx";
import { SavedViews } from "./saved-views.tsx";
import { useAuditFilter } from "./use-audit-filter.ts";

export function Audit() {
  const { can } = useSession();
  const { wrongDates } = useAuditFilter();
  if (!can("audit.read")) {
    return (
      <>
        <PageHead title="Audit log" />
        <Panel>
          <EmptyState title="Your roles do not include reading the audit log">
            An administrator can see on the permissions page who may.
          </EmptyState>
        </Panel>
      </>
    );
  }
  return (
    <>
      <PageHead
        title="Audit log"
        sub="Who asked for what, who decided, and what really happened. Holdfast can add entries, never change or remove one."
        actions={can("audit.export") && wrongDates === null && <ExportAudit />}
      />
      <Panel isPadded={false}>
        <SavedViews />
        <AuditFilter />
        <AuditEntries />
      </Panel>
    </>
  );
}
