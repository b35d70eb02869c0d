import { TimeText } from "#components/data/time-text.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { RestoreDto, SafetyBackup, WayBackTaken as Taken } from "#lib/restores/schema.ts";

/** The way back that really exists now, not the one that was planned. */
export function WayBackTaken({
  wayBack,
  restore: {
    plan: { destination },
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
            {safetyBackup !== null && <Standing safety={safetyBackup} />}
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

/** Whether an undo can still count on both. */
function Standing({ safety: { isStored, isHeld, heldUntil } }: { safety: SafetyBackup }) {
  const until = heldUntil !== null && <TimeText at={heldUntil} show="full" />;
  if (!isStored)
    return <>The backup is no longer in the repository: this restore cannot be undone any more.</>;
  if (!isHeld)
    return (
      <>
        {until ? (
          <>The restore could be undone until {until}; since then neither is held.</>
        ) : (
          "Neither is held."
        )}{" "}
        They go when retention lets them go. While they last, a request for that restore point on its timeline
        still leads back.
      </>
    );
  return until ? (
    <>Both are held until {until}: neither expires before.</>
  ) : (
    <>Both are held until somebody releases them.</>
  );
}
