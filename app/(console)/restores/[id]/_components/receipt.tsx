import type { ReactNode } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import type { RestoreReceipt } from "#lib/restores/schema.ts";
import { RtoSplit } from "./rto-split.tsx";

const fewTables = 12;

/** What happened, as it was measured and checked; `children` are further facts of it. */
export function Receipt({ receipt, children }: { receipt: RestoreReceipt; children: ReactNode }) {
  const failed = receipt.checks.filter((check) => !check.passed).length;
  return (
    <>
      <Panel title="Measured RTO" aside="from the request to a checked, running server">
        <RtoSplit rto={receipt.rto} />
      </Panel>
      <Panel
        title="Receipt"
        tone={failed === 0 ? "good" : "bad"}
        aside={
          <>
            written <TimeText at={receipt.finishedAtMicros} />
          </>
        }
      >
        <ul className="mb-3 grid gap-1.5">
          {receipt.checks.map((check) => (
            <li key={check.name} className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
              <Pill tone={check.passed ? "good" : "bad"}>{check.name}</Pill>
              <span className="min-w-40 flex-1 text-ink-2">{check.sentence}</span>
            </li>
          ))}
        </ul>
        <Facts>
          <Fact label="Last commit that is there">
            {receipt.lastCommitMicros === null ? (
              "the end of the backup set"
            ) : (
              <TimeText at={receipt.lastCommitMicros} show="full" precision="micros" />
            )}
          </Fact>
          {children}
          <Fact label="Recovery reached">
            <span className="id">{receipt.reachedLsn}</span>
          </Fact>
          <Fact label="Goes on as timeline">
            <span className="num">{receipt.newTimeline}</span>
          </Fact>
          <Fact label="System identifier">
            <span className="id">{receipt.systemIdentifier}</span>
          </Fact>
        </Facts>
        <TableCounts receipt={receipt} />
      </Panel>
    </>
  );
}

function TableCounts({ receipt: { tables } }: { receipt: RestoreReceipt }) {
  if (tables.length === 0) return null;
  const table = (
    <Table
      caption="Rows by table after the restore"
      columns={[{ label: "Database" }, { label: "Table" }, { label: "Rows", align: "right" }]}
    >
      {tables.map((one) => (
        <Row key={`${one.database}/${one.table}`}>
          <Cell label="Database">{one.database}</Cell>
          <Cell label="Table" isHeading>
            {one.table}
          </Cell>
          <Cell label="Rows" align="right" className="num">
            {rowWords(one)}
          </Cell>
        </Row>
      ))}
    </Table>
  );
  return (
    <Disclosure summary={`${tables.length} tables, ${rowSum(tables)} rows counted`} className="mt-2">
      <div className={tables.length > fewTables ? "mt-1 max-h-96 overflow-auto" : "mt-1"}>{table}</div>
    </Disclosure>
  );
}

function rowWords({ rows, isExact }: RestoreReceipt["tables"][number]): string {
  if (rows === null) return "not counted";
  return `${isExact ? "" : "about "}${rows.toLocaleString("en-GB")}`;
}

function rowSum(tables: RestoreReceipt["tables"]): string {
  const sum = tables.reduce((total, one) => total + (one.rows ?? 0), 0);
  const isExact = tables.every((one) => one.isExact && one.rows !== null);
  return `${isExact ? "" : "about "}${sum.toLocaleString("en-GB")}`;
}
