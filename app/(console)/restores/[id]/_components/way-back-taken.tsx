import { Panel } from "#components/ui/panel.tsx";
import type { RestorePlan, WayBackTaken as Taken } from "#lib/restores/schema.ts";

/** The way back that really exists now, not the one that was planned. */
export function WayBackTaken({
  wayBack,
  plan: { destination },
}: {
  wayBack: Taken;
  plan: Pick<RestorePlan, "destination">;
}) {
  switch (wayBack.kind) {
    case "backup":
      return (
        <Panel title="Way back" tone="good">
          <p>
            Safety backup <span className="id">{wayBack.label}</span> and restore point “
            {wayBack.restorePoint}” at <span className="id">{wayBack.lsn}</span> on timeline{" "}
            <span className="num">{wayBack.timeline}</span>. Both are held: they do not expire while an undo
            may need them.
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
