"use client";

import { useId } from "react";
import { useSession } from "#components/data/use-session.tsx";
import { ZoneSelect } from "#components/data/zone-select.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { isolate } from "#lib/format/isolate.ts";
import { roleTitles } from "../../_components/role-titles.ts";
import { Sessions } from "./sessions.tsx";
import { Tokens } from "./tokens.tsx";

export function Account() {
  const { user, roles } = useSession();
  const zoneId = useId();
  return (
    <>
      <PageHead
        title={isolate(user.name)}
        sub={`${user.email} · ${roles.map((role) => roleTitles[role].title).join(", ")}`}
      />
      <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3.5">
        <Panel title="Time zone" id="zone">
          <div className="grid gap-1">
            <label htmlFor={zoneId} className="font-[550]">
              Times are shown in
            </label>
            <ZoneSelect id={zoneId} className="max-w-80" />
            <p className="text-sm text-ink-3">
              Kept in this browser. It never changes an instant that was chosen, and exports stay in UTC.
            </p>
          </div>
        </Panel>
        <Sessions />
        <Tokens />
      </div>
    </>
  );
}
