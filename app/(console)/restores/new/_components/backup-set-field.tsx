"use client";

import { useZone } from "#components/data/use-zone.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { BackupSetDto } from "#lib/backups/schema.ts";
import { formatInstant } from "#lib/format/instant.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";

interface BackupSetFieldProps {
  sets: readonly BackupSetDto[];
  target: RecoveryTarget | null;
  onTarget: (target: RecoveryTarget) => void;
}

export function BackupSetField({ sets, target, onTarget }: BackupSetFieldProps) {
  const { zone } = useZone();
  const present = sets
    .filter((set) => set.state === "present")
    .sort((a, b) => (BigInt(a.stoppedAtMicros) > BigInt(b.stoppedAtMicros) ? -1 : 1));
  return (
    <Field
      label="Backup set"
      hint="Recovery ends as soon as this set is consistent: the moment its backup finished."
      className="max-w-lg"
    >
      {(control) => (
        <Select
          {...control}
          value={target?.kind === "immediate" ? target.label : ""}
          onChange={(event) =>
            event.target.value !== "" && onTarget({ kind: "immediate", label: event.target.value })
          }
        >
          <option value="">Choose a set…</option>
          {present.map((set) => (
            <option key={set.id} value={set.label}>
              {formatInstant(set.stoppedAtMicros, zone)} · {set.type} in {set.repository.name} · {set.label}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
