import { Radio } from "#components/ui/checkbox.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { Choice } from "./use-choice.ts";

interface ChooseWhereProps {
  where: Choice["where"];
  resourceName: string;
  onWhere: (where: Choice["where"]) => void;
}

/** A new place by default; overwriting is the explicit, heavier choice (U4). */
export function ChooseWhere({ where, resourceName, onWhere }: ChooseWhereProps) {
  return (
    <Fieldset legend="Where to">
      <div className="grid gap-2.5 sm:grid-cols-2">
        <Panel className={where === "new-instance" ? "border-accent" : ""}>
          <Radio
            name="where"
            label={<b className="font-[560]">A new instance, beside it</b>}
            hint={`Nothing is overwritten: ${resourceName} goes on running. You get a server of its own to look into, on the same host.`}
            checked={where === "new-instance"}
            onChange={() => onWhere("new-instance")}
          />
        </Panel>
        <Panel className={where === "in-place" ? "border-bad" : ""}>
          <Radio
            name="where"
            label={<b className="font-[560]">In place: overwrite {resourceName}</b>}
            hint="Sessions are dropped and everything after the moment is lost. A verified safety backup is taken first; you will type the name to confirm."
            checked={where === "in-place"}
            onChange={() => onWhere("in-place")}
          />
        </Panel>
      </div>
    </Fieldset>
  );
}
