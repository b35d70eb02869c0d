"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson, queryText } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { formatInstant } from "#lib/format/instant.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";

interface BackupSetFieldProps {
  resourceId: string;
  target: RecoveryTarget | null;
  onTarget: (target: RecoveryTarget) => void;
}

const mostShown = 500;

export function BackupSetField({ resourceId, target, onTarget }: BackupSetFieldProps) {
  const { zone } = useZone();
  const sets = useQuery({
    queryKey: ["backup", "to-restore", resourceId],
    queryFn: ({ signal }) =>
      getJson(
        `/backups${queryText({ resourceId, limit: `${mostShown}` })}`,
        ({ backupSetPage }) => backupSetPage,
        signal,
      ),
  });
  return (
    <Loaded query={sets} what="The backup sets" placeholder={<Skeleton className="h-16" />}>
      {({ items, nextCursor }) => (
        <Field
          label="Backup set"
          hint={`Recovery ends as soon as this set is consistent: the moment its backup finished.${nextCursor === null ? "" : ` The newest ${mostShown} are listed; an older one is reached by its moment.`}`}
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
              {items
                .filter((set) => set.state === "present")
                .map((set) => (
                  <option key={set.id} value={set.label}>
                    {formatInstant(set.stoppedAtMicros, zone)} · {set.type} in {isolate(set.repository.name)}{" "}
                    · {set.label}
                  </option>
                ))}
            </Select>
          )}
        </Field>
      )}
    </Loaded>
  );
}
