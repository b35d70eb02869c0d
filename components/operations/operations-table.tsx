import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { byWhom, ChangeWords } from "#components/operations/change-words.tsx";
import { OperationPill } from "#components/status/operation-pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/format/duration.ts";
import type { ListedOperation, OperationSummary } from "#lib/operations/schema.ts";
import { kindWords } from "#lib/operations/words.ts";

/** Operations, newest first; a failure shows what failed without a click. */
export function OperationsTable({
  operations,
  hasResource = true,
  caption,
}: {
  operations: readonly ListedOperation[];
  /** False on a page that is about one resource already. */
  hasResource?: boolean;
  caption: string;
}) {
  return (
    <Table
      caption={caption}
      columns={[
        { label: "Operation" },
        ...(hasResource ? [{ label: "Resource" }] : []),
        { label: "Outcome" },
        { label: "Started" },
        { label: "Took" },
        { label: "By" },
      ]}
    >
      {operations.map((operation) => (
        <Row key={operation.id}>
          <Cell isHeading>
            <Link href={`/operations/${operation.id}`} className="link font-[560]">
              {kindWords[operation.kind]}
            </Link>
            <div className="text-sm text-ink-3">
              {operation.change === null ? (
                operation.title
              ) : (
                <ChangeWords change={operation.change} title={operation.title} />
              )}
            </div>
            {operation.error !== null && <div className="text-sm text-bad">{operation.error.message}</div>}
          </Cell>
          {hasResource && (
            <Cell label="Resource">
              {operation.resource === null ? (
                <span className="text-ink-3">–</span>
              ) : (
                <Link href={`/resources/${operation.resource.id}`} className="link">
                  {operation.resource.name}
                </Link>
              )}
            </Cell>
          )}
          <Cell label="Outcome">
            <OperationPill status={operation.status} />
          </Cell>
          <Cell label="Started" className="whitespace-nowrap">
            <TimeText at={operation.startedAt ?? operation.createdAt} />
          </Cell>
          <Cell label="Took" className="num whitespace-nowrap">
            {tookWords(operation)}
          </Cell>
          <Cell label="By">{byWhom(operation)}</Cell>
        </Row>
      ))}
    </Table>
  );
}

function tookWords({ startedAt, finishedAt }: OperationSummary): string {
  if (startedAt === null || finishedAt === null) return "–";
  return formatDuration(Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)));
}
