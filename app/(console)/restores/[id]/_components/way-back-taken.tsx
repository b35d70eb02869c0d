import Link from "next/link";
import { queryText } from "#components/data/api.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { targetText } from "#components/restores/target-text.ts";
import { Panel } from "#components/ui/panel.tsx";
import type { RestoreDto, SafetyBackup, WayBackTaken as Taken } from "#lib/restores/schema.ts";

type Backup = Extract<Taken, { kind: "backup" }>;

/** The way back that really exists now, not the one that was planned. */
export function WayBackTaken({
  wayBack,
  restore: {
    plan: { resource, destination },
    safetyBackup,
  },
}: {
  wayBack: Taken;
  restore: RestoreDto;
}) {
  switch (wayBack.kind) {
    case "backup":
      return (
        <Panel title="Way back" tone={safetyBackup?.isStored && safetyBackup.isHeld ? "good" : "warn"}>
          <p>
            Safety backup <span className="id">{wayBack.label}</span> and restore point “
            {wayBack.restorePoint}” at <span className="id">{wayBack.lsn}</span> on timeline{" "}
            <span className="num">{wayBack.timeline}</span>.{" "}
            {safetyBackup !== null && (
              <Standing safety={safetyBackup} requestHref={requestHref(resource.id, wayBack)} />
            )}
          </p>
        </Panel>
      );
    case "set-aside":
      return (
        <Panel title="Way back" tone="warn">
          <p>
            The data directory as it was before is kept untouched on {destination.host}, at{" "}
            <span className="id">{wayBack.path}</span>.
          </p>
          <p className="mt-1.5 text-ink-2">
            Going back to it is done by hand there: no safety backup exists that a request could restore. Stop
            the server, move <span className="id">{destination.dataDirectory}</span> away, move the kept
            directory to its place and start the server. Holdfast never deletes it: once nobody needs it,
            remove it to have its space again.
          </p>
        </Panel>
      );
    case "none":
      return (
        <Panel title="Way back" tone="bad">
          <p>None. What was there before could not be saved.</p>
        </Panel>
      );
  }
}

function requestHref(resourceId: string, { restorePoint, repositoryId, timeline }: Backup): string {
  return `/restores/new${queryText({
    resource: resourceId,
    where: "in-place",
    target: targetText({ kind: "name", name: restorePoint, timeline }),
    repository: repositoryId,
  })}`;
}

/** Whether an undo can still count on both. */
function Standing({
  safety: { isStored, isHeld, heldUntil },
  requestHref,
}: {
  safety: SafetyBackup;
  requestHref: string;
}) {
  const until = heldUntil !== null && <TimeText at={heldUntil} show="full" />;
  if (!isStored)
    return <>The backup is no longer in the repository, so that an undo is not offered any more.</>;
  if (!isHeld)
    return (
      <>
        {until ? (
          <>The restore could be undone until {until}; since then neither is held.</>
        ) : (
          "Neither is held."
        )}{" "}
        They go when retention lets them go. While they last,{" "}
        <Link href={requestHref} className="link">
          a request for that restore point
        </Link>{" "}
        still leads back.
      </>
    );
  return until ? (
    <>Both are held until {until}: neither expires before.</>
  ) : (
    <>Both are held until somebody releases them.</>
  );
}
