"use client";

import Link from "next/link";
import { severityTones, severityWords } from "#components/alerts/severity-words.ts";
import { useRules } from "#components/alerts/use-rules.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { formatDuration } from "#lib/format/duration.ts";

const columns = [
  { label: "Watched for", className: "beside:w-[52%]" },
  { label: "How bad" },
  { label: "Fires after" },
  { label: "Firing now" },
];

/** The catalogue: everything that is watched for, and how patient each rule is. */
export function Rules() {
  const rules = useRules();
  return (
    <Panel isPadded={false}>
      <Loaded query={rules} what="The rules">
        {({ items }) => (
          <Table caption="Rules" columns={columns}>
            {items.map((rule) => (
              <Row key={rule.id}>
                <Cell isHeading>
                  <span className="font-[560]">{rule.title}</span>
                  <div className="text-ink-2">{rule.explanation}</div>
                </Cell>
                <Cell label="How bad">
                  <Pill tone={severityTones[rule.severity]}>{severityWords[rule.severity]}</Pill>
                </Cell>
                <Cell label="Fires after" className="num">
                  {rule.forSeconds === 0 ? "at once" : formatDuration(rule.forSeconds * 1000)}
                </Cell>
                <Cell label="Firing now" className="num">
                  {rule.firingCount === 0 ? (
                    <span className="text-ink-3">none</span>
                  ) : (
                    <Link
                      href={`/alerts/history?rule=${rule.id}`}
                      className="link inline-block min-h-6 min-w-6"
                    >
                      {rule.firingCount}
                      <span className="sr-only"> of {rule.title}</span>
                    </Link>
                  )}
                </Cell>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
    </Panel>
  );
}
