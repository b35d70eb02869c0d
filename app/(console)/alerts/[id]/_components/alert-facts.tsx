"use client";

import Link from "next/link";
import { describeFact, isWorthShowing } from "#components/alerts/describe-fact.ts";
import { severityWords } from "#components/alerts/severity-words.ts";
import { useRuleTitle } from "#components/alerts/use-rules.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";

export function AlertFacts({ alert }: { alert: AlertDto }) {
  const titleOf = useRuleTitle();
  const facts = Object.entries(alert.details)
    .filter(([, value]) => isWorthShowing(value))
    .map(([name, value]) => describeFact(name, value));
  return (
    <Panel title="Facts">
      <Facts>
        <Fact label="Rule">
          <Link href={`/alerts/history?rule=${alert.rule}`} className="link">
            {titleOf(alert.rule)}
          </Link>
        </Fact>
        <Fact label="Severity">{severityWords[alert.severity]}</Fact>
        {alert.resource && (
          <Fact label="Resource">
            <Link href={`/resources/${alert.resource.id}`} className="link">
              {alert.resource.name}
            </Link>
          </Fact>
        )}
        {facts.map(({ label, value }) => (
          <Fact key={label} label={label}>
            <span className="num wrap-anywhere">
              {value.kind === "instant" ? <TimeText at={value.at} show="full" /> : value.text}
            </span>
          </Fact>
        ))}
        <Fact label="Alert">
          <span className="id">{alert.id}</span>
        </Fact>
      </Facts>
    </Panel>
  );
}
