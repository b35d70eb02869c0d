import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { describeTarget } from "#components/restores/describe-target.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { ListedOperation, OperationChange } from "#lib/operations/schema.ts";

/** "R-3 · new instance, to 04:11:01": which request it is and what becomes of it. */
export function ChangeWords({ change, title }: { change: OperationChange; title: string }) {
  const { number, restoreId, restore } = change;
  return (
    <>
      {restoreId === null ? (
        `R-${number}`
      ) : (
        <Link href={`/restores/${restoreId}`} className="link">
          R-{number}
        </Link>
      )}
      {" · "}
      {restore === null ? (
        title
      ) : (
        <>
          {restore.destination === "in-place" ? "in place" : "new instance"}, to{" "}
          <TargetWords restore={restore} />
        </>
      )}
    </>
  );
}

function TargetWords({ restore }: { restore: NonNullable<OperationChange["restore"]> }) {
  const { zone } = useZone();
  const { target, lastCommitMicros } = restore;
  if (target.kind === "time") return <TimeText at={target.micros} show="moment" />;
  if (target.kind === "latest" && lastCommitMicros !== null)
    return <TimeText at={lastCommitMicros} show="moment" />;
  return describeTarget(target, zone);
}

/** Whose doing it was: of what needed an approval, both people's. */
export function byWhom({ change, requestedByName }: ListedOperation): string {
  if (change === null) return isolate(requestedByName);
  const approvers = change.approvedByNames.map(isolate).join(" and ");
  return `asked by ${isolate(change.requestedByName)}, approved by ${approvers}`;
}
