import type { CheckResult } from "#components/data/check-result.ts";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";

const columns = [{ label: "Setting" }, { label: "Now" }, { label: "Would be" }, { label: "Why" }];

export function CheckFindings({ result }: { result: CheckResult }) {
  return (
    <div className="grid gap-3">
      {result.problems.map((problem) => (
        <p key={problem} className="flex items-start gap-2.5">
          <Pill tone="bad">In the way</Pill>
          <span>{problem}</span>
        </p>
      ))}
      {result.changes.length === 0 ? (
        <p className="flex items-center gap-2.5">
          <Pill tone="good">Nothing to change</Pill> Its settings are as they have to be.
        </p>
      ) : (
        <div className="rounded-md border">
          <Table caption="Settings that would change" columns={columns}>
            {result.changes.map((change) => (
              <Row key={change.name}>
                <Cell isHeading className="beside:whitespace-nowrap">
                  <span className="id">{change.name}</span>
                  {change.needsRestart && <div className="text-sm text-warn">needs a restart</div>}
                </Cell>
                <Cell label="Now" className="beside:whitespace-nowrap">
                  <span className="id text-ink-2">{change.current}</span>
                </Cell>
                <Cell label="Would be">
                  <span className="id">{change.wanted}</span>
                </Cell>
                <Cell label="Why" className="text-ink-2">
                  {change.why}
                </Cell>
              </Row>
            ))}
          </Table>
        </div>
      )}
    </div>
  );
}
