"use client";

import { useState } from "react";
import { asProblem } from "#components/data/api-problem.ts";
import { useNow } from "#components/data/use-now.ts";
import { useZone } from "#components/data/use-zone.ts";
import { ZoneSelect } from "#components/data/zone-select.tsx";
import { TimelinePart, usePreloadedTimeline } from "#components/timeline/timeline-part.tsx";
import { useRecovery } from "#components/timeline/use-recovery.ts";
import { Button } from "#components/ui/button.tsx";
import { Radio } from "#components/ui/checkbox.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatInstant } from "#lib/format/instant.ts";
import type { RecoveryAnswer } from "#lib/recovery/schema.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";
import { BackupSetField } from "./backup-set-field.tsx";
import { JustBefore } from "./just-before.tsx";
import { LsnField } from "./lsn-field.tsx";
import { RestorePointField } from "./restore-point-field.tsx";

type Mode = RecoveryTarget["kind"];

const modes: { mode: Mode; label: string }[] = [
  { mode: "time", label: "A moment" },
  { mode: "latest", label: "The newest" },
  { mode: "lsn", label: "A WAL position" },
  { mode: "name", label: "A restore point" },
  { mode: "immediate", label: "A backup set" },
];

interface ChooseWhenProps {
  resourceId: string;
  target: RecoveryTarget | null;
  onTarget: (target: RecoveryTarget | null) => void;
}

export function ChooseWhen({ resourceId, target, onTarget }: ChooseWhenProps) {
  const recovery = useRecovery(resourceId);
  usePreloadedTimeline();
  const [mode, setMode] = useState<Mode>(target?.kind ?? "time");
  const shown = target?.kind ?? mode;
  const choose = (next: Mode) => {
    setMode(next);
    onTarget(next === "latest" ? { kind: "latest" } : null);
  };
  return (
    <Fieldset legend="To when" className="grid gap-2">
      <div className="flex flex-wrap gap-x-5">
        {modes.map((one) => (
          <Radio
            key={one.mode}
            name="when"
            label={one.label}
            checked={shown === one.mode}
            onChange={() => choose(one.mode)}
          />
        ))}
      </div>
      {recovery.data === undefined ? (
        recovery.isError ? (
          <Problem
            title="What can be restored could not be loaded"
            problem={asProblem(recovery.error)}
            action={<Button onClick={() => recovery.refetch()}>Try again</Button>}
          />
        ) : (
          <Skeleton className="h-40" />
        )
      ) : recovery.data.windows.every((window) => window.ranges.length === 0) ? (
        <EmptyState title="Nothing can be restored yet">
          There is no backup set with its WAL in any repository of this resource. Start a full backup first.
        </EmptyState>
      ) : (
        <TargetControl
          mode={shown}
          resourceId={resourceId}
          recovery={recovery.data}
          target={target}
          onTarget={(next) => {
            // Nothing chosen any more: the way of choosing stays.
            setMode(next?.kind ?? shown);
            onTarget(next);
          }}
        />
      )}
    </Fieldset>
  );
}

function TargetControl(props: {
  mode: Mode;
  resourceId: string;
  recovery: RecoveryAnswer;
  target: RecoveryTarget | null;
  onTarget: (target: RecoveryTarget | null) => void;
}) {
  const { mode, resourceId, recovery, target, onTarget } = props;
  switch (mode) {
    case "time":
      return <MomentControl {...props} />;
    case "latest":
      return <Latest recovery={recovery} />;
    case "lsn":
      return <LsnField target={target} onTarget={onTarget} />;
    case "name":
      return <RestorePointField target={target} onTarget={onTarget} />;
    case "immediate":
      return <BackupSetField resourceId={resourceId} target={target} onTarget={onTarget} />;
  }
}

function MomentControl({ recovery, target, onTarget }: Parameters<typeof TargetControl>[0]) {
  const { zone } = useZone();
  const now = useNow(5_000);
  if (now === 0) return <Skeleton className="h-40" />;
  const chosenMicros = target?.kind === "time" ? BigInt(target.micros) : null;
  const onChoose = (micros: bigint) => onTarget({ kind: "time", micros: `${micros}` });
  return (
    <div className="grid gap-3">
      <TimelinePart
        windows={recovery.windows}
        sets={recovery.sets}
        markers={recovery.markers}
        zone={zone}
        nowMicros={BigInt(now) * 1000n}
        chosenMicros={chosenMicros}
        onChoose={onChoose}
        onDrop={() => onTarget(null)}
        onLsn={(lsn) => onTarget({ kind: "lsn", lsn })}
        aside={
          <Field label={<span className="sr-only">Zone</span>} className="w-56 max-w-full">
            {({ id }) => <ZoneSelect id={id} />}
          </Field>
        }
      />
      <JustBefore recovery={recovery} zone={zone} chosenMicros={chosenMicros} onChoose={onChoose} />
    </div>
  );
}

function Latest({ recovery }: { recovery: RecoveryAnswer }) {
  const { zone } = useZone();
  const ends = recovery.windows
    .flatMap((window) => window.ranges.filter((range) => range.timeline === window.currentTimeline))
    .map((range) => BigInt(range.toMicros));
  const newest = ends.reduce<bigint | null>((best, end) => (best === null || end > best ? end : best), null);
  return (
    <p className="num text-ink-2">
      {newest !== null && <>Now that is {formatInstant(newest, zone, "micros")}. </>}
      The preview fixes “newest” to the exact WAL position found then, so that what is approved cannot move.
    </p>
  );
}
