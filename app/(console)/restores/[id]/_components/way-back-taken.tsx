import { Panel } from "#components/ui/panel.tsx";
import type { WayBackTaken as Taken } from "#lib/restores/schema.ts";

/** The way back that really exists now, not the one that was planned. */
export function WayBackTaken({ wayBack }: { wayBack: Taken }) {
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
            The data directory as it was before is set aside at <span className="id">{wayBack.path}</span>.
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
