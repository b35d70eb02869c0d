import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { getPageSession } from "#app/page-session.ts";
import { watchQuery } from "#components/alerts/alert-queries.ts";
import { openChangesQuery } from "#components/changes/open-changes-query.ts";
import { sessionQuery } from "#components/data/session-query.ts";
import { ConsoleProviders } from "#components/layout/console-providers.tsx";
import { Shell } from "#components/layout/shell.tsx";
import { pageClock } from "./page-clock.ts";
import { WithAnswers } from "./with-answers.tsx";

const shellQueries = [sessionQuery, watchQuery, openChangesQuery];

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await getPageSession();
  if (!session) {
    const path = (await headers()).get("x-path") ?? "/";
    redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
  }
  const { nowMs, zone } = await pageClock();
  return (
    <WithAnswers queries={shellQueries}>
      <ConsoleProviders session={session} nowMs={nowMs} zone={zone}>
        <Shell>{children}</Shell>
      </ConsoleProviders>
    </WithAnswers>
  );
}
