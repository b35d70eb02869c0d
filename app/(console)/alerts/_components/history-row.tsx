"use client";

import { AlertHeading } from "#components/alerts/alert-heading.tsx";
import { AlertPill } from "#components/alerts/alert-pill.tsx";
import { severityWords } from "#components/alerts/severity-words.ts";
import { useRuleTitle } from "#components/alerts/use-rules.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { Cell, Row } from "#components/ui/table.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { isolate } from "#lib/format/isolate.ts";

export function HistoryRow({ alert }: { alert: AlertDto }) {
  const titleOf = useRuleTitle();
  return (
    <Row>
      <Cell isHeading>
        <AlertHeading alert={alert} title={titleOf(alert.rule)} />
        <div className="num text-sm text-ink-2">{alert.summary}</div>
      </Cell>
      <Cell label="How bad">
        <AlertPill alert={alert} />
        {alert.state === "resolved" && alert.severity !== "info" && (
          <div className="text-sm text-ink-3">was {severityWords[alert.severity].toLowerCase()}</div>
        )}
      </Cell>
      <Cell label="Began" className="whitespace-nowrap">
        <TimeText at={alert.startedAt} show="moment" />
        <div className="text-sm text-ink-3">
          <TimeText at={alert.startedAt} />
        </div>
      </Cell>
      <Cell label="Lasted" className="num whitespace-nowrap">
        {lasted(alert)}
      </Cell>
      <Cell label="Acknowledged">
        {alert.acknowledged ? (
          <>
            {isolate(alert.acknowledged.by)}
            {alert.acknowledged.comment && (
              <div className="text-sm text-ink-3">“{isolate(alert.acknowledged.comment)}”</div>
            )}
          </>
        ) : (
          <span className="text-ink-3">{alert.severity === "info" ? "not needed" : "by nobody"}</span>
        )}
      </Cell>
    </Row>
  );
}

function lasted({ startedAt, resolvedAt, severity }: AlertDto): string {
  if (resolvedAt === null) return "still open";
  const ms = Date.parse(resolvedAt) - Date.parse(startedAt);
  return severity === "info" && ms <= 0 ? "–" : formatDuration(Math.max(0, ms));
}
