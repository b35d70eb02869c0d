"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useRepositories } from "#components/data/use-repositories.ts";
import { useSession } from "#components/data/use-session.tsx";
import { useWorkers } from "#components/data/use-workers.ts";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";

/** The first run: it ends at a proven restore, not at a first backup (U14). */
export function FirstSteps() {
  const { can } = useSession();
  const workers = useWorkers();
  const repositories = useRepositories();
  const hasWorker = workers.data?.items.some((worker) => worker.isOnline) ?? false;
  const hasRepository = (repositories.data?.items.length ?? 0) > 0;
  return (
    <Panel title="From nothing to a proven restore">
      <ol className="grid">
        <Step isDone={hasWorker} title="Start a worker on the host that has the data">
          It runs the engines. Nothing is installed or changed in your database by that alone.
          {!hasWorker && (
            <Action isAllowed href="/settings/workers">
              How to start one
            </Action>
          )}
        </Step>
        <Step isDone={hasRepository} title="Add a repository">
          A directory or a bucket where backup sets and WAL are kept, always encrypted.
          {!hasRepository && (
            <Action isAllowed={can("repository.create")} href="/settings/repositories/new">
              Add a repository
            </Action>
          )}
        </Step>
        <Step isDone={false} title="Register a PostgreSQL cluster">
          You are shown every setting that would change, and whether a restart is needed, before anything
          happens.
          <Action isAllowed={can("resource.create")} href="/settings/resources/new">
            Register a resource
          </Action>
        </Step>
        <Step isDone={false} title="Take the first full backup">
          From then on any instant can be restored.
        </Step>
        <Step isDone={false} title="Restore it to a new instance">
          Only a restore that ended in a checked, running server proves that the backups work.
        </Step>
      </ol>
    </Panel>
  );
}

function Step({ isDone, title, children }: { isDone: boolean; title: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b py-3 last:border-b-0">
      <Pill tone={isDone ? "good" : "idle"} className="min-w-20">
        {isDone ? "Done" : "To do"}
      </Pill>
      <div className="min-w-56 flex-1">
        <p className="font-[560]">{title}</p>
        <div className="text-ink-2">{children}</div>
      </div>
    </li>
  );
}

function Action({ isAllowed, href, children }: { isAllowed: boolean; href: string; children: ReactNode }) {
  if (!isAllowed) return <p className="text-sm text-ink-3">An administrator can do this.</p>;
  return (
    <div className="mt-2">
      <Link href={href} className={buttonStyle()}>
        {children}
      </Link>
    </div>
  );
}
