"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { getJson, queryText } from "#components/data/api.ts";
import { isFinished, useOperation } from "#components/data/use-operation.ts";
import { Button } from "#components/ui/button.tsx";
import { DialogActions } from "#components/ui/dialog.tsx";
import { formatBytes } from "#lib/format/bytes.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { OperationDto } from "#lib/operations/schema.ts";
import { OperationInline } from "./operation-inline.tsx";

/** The rest of a dialog that has started a backup or a verification: followed to its end, and what came of it. */
export function StartedOperation({ id, onClose }: { id: string; onClose: () => void }) {
  const { data } = useOperation(id);
  return (
    <>
      <OperationInline id={id}>
        {(operation) =>
          operation.kind === "backup" ? (
            <MadeSets operation={operation} />
          ) : (
            <p>
              {readWords(operation)} in {tookWords(operation)}.
            </p>
          )
        }
      </OperationInline>
      <DialogActions>
        <Button onClick={onClose}>{isFinished(data?.status) ? "Close" : "Close, it goes on"}</Button>
      </DialogActions>
    </>
  );
}

/** One set a repository, each with what it takes up there. */
function MadeSets({ operation }: { operation: OperationDto }) {
  const resourceId = operation.resource?.id;
  const { data } = useQuery({
    queryKey: ["backup-set", "made", operation.id],
    queryFn: ({ signal }) =>
      getJson(
        `/backups${queryText({ resourceId, limit: 20 })}`,
        ({ backupSetPage }) => backupSetPage,
        signal,
      ),
  });
  const sets = data?.items.filter(({ operationId }) => operationId === operation.id) ?? [];
  return (
    <ul className="grid gap-1">
      {sets.map((set) => (
        <li key={set.id}>
          <Link href={`/backups${queryText({ resource: resourceId })}`} className="link id">
            {set.label}
          </Link>
          <span className="num text-ink-2">
            {" "}
            {formatBytes(set.repositoryBytes)} in {isolate(set.repository.name)},{" "}
            {formatDuration(set.durationMs)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function readWords({ result }: OperationDto): string {
  const sets = result !== null && typeof result === "object" && "sets" in result ? result.sets : null;
  if (!Array.isArray(sets)) return "Everything was read back and is whole";
  if (sets.length === 1) return "1 set was read back and is whole";
  return `${sets.length} sets were read back and are whole`;
}

function tookWords({ startedAt, finishedAt }: OperationDto): string {
  if (startedAt === null || finishedAt === null) return "an unknown time";
  return formatDuration(Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)));
}
