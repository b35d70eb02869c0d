"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useOpenChanges } from "#components/changes/use-open-changes.ts";
import { isUnanswered } from "#components/data/is-unanswered.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { Unanswered } from "#components/data/unanswered.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { Loss } from "#components/restores/loss.tsx";
import { waitingRestoresQuery } from "#components/restores/restore-queries.ts";
import { Sentence } from "#components/restores/sentence.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { RestoreListItem } from "#lib/restores/schema.ts";

const shownAtMost = 3;

export function WaitingApprovals({ count }: { count: number }) {
  const { can } = useSession();
  const restores = useQuery({
    ...waitingRestoresQuery,
    enabled: count > 0 && can("restore.read"),
  });
  const others = useOpenChanges({ enabled: count > 0 && can("change.read") });
  const retention = (others.data?.items ?? []).filter((one) => one.restoreId === null);
  if (count === 0 || !can("restore.read")) return null;
  return (
    <Panel
      title="Waiting for a manager"
      aside={
        count > shownAtMost && (
          <Link href="/approvals" className="link">
            All {count}
          </Link>
        )
      }
    >
      <Unanswered
        className="mb-3.5"
        asked={[
          { what: "the restores that wait", query: restores },
          { what: "the other requests that wait", query: others },
        ]}
      />
      {!restores.data && !isUnanswered(restores) && <Skeleton className="h-16" />}
      <ul className="grid gap-3.5">
        {restores.data?.items.slice(0, shownAtMost).map((restore) => (
          <li key={restore.id} className="flex flex-wrap items-start gap-x-4 gap-y-2">
            <div className="min-w-56 flex-1">
              <p className="font-[560]">
                <Sentence plan={restore.plan} />
              </p>
              <p className="text-sm text-ink-3">
                asked <TimeText at={restore.change.createdAt} /> by {restore.change.requestedBy.email} ·
                expires <TimeText at={restore.change.expiresAt} /> · plan{" "}
                <span className="id">{restore.change.planFingerprint}</span>
              </p>
              <p className="mt-1.5">
                <Cost restore={restore} />
              </p>
            </div>
            <Link href={`/restores/${restore.id}`} className={buttonStyle()}>
              Open plan
            </Link>
          </li>
        ))}
        {retention.slice(0, shownAtMost).map(({ change, sentence }) => (
          <li key={change.id} className="flex flex-wrap items-start gap-x-4 gap-y-2">
            <div className="min-w-56 flex-1">
              <p className="num font-[560]">{sentence}</p>
              <p className="text-sm text-ink-3">
                asked <TimeText at={change.createdAt} /> by {change.requestedBy.email} · expires{" "}
                <TimeText at={change.expiresAt} /> · plan <span className="id">{change.planFingerprint}</span>
              </p>
            </div>
            <Link href={`/retention/${change.id}`} className={buttonStyle()}>
              Open plan
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const wayBack = {
  backup: "A verified safety backup is taken first.",
  "set-aside": "The old data directory is set aside first.",
  none: "There is no way back.",
};

function Cost({ restore: { plan, impact } }: { restore: RestoreListItem }) {
  if (plan.destination.kind === "new-instance") return "Nothing is overwritten: it goes to a new instance.";
  return (
    <>
      <Loss plan={plan} impact={impact} show="moment" /> {wayBack[plan.wayBack]}
    </>
  );
}
