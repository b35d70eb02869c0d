"use client";

import Link from "next/link";
import { cn } from "#components/ui/cn.ts";
import { ToneShape } from "#components/ui/pill.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { severityTones, severityWords } from "./severity-words.ts";
import { useRuleTitle } from "./use-rules.ts";

const colors = { bad: "text-bad", warn: "text-warn", idle: "text-idle" };

interface ResourceAlertsProps {
  alerts: AlertDto[];
  /** Stands beside them already: an alert with nothing to add to that is left out. */
  said: string | undefined;
  className?: string;
}

/** The firing alerts of one thing as words with the shape of how bad they are, each leading to its alert. */
export function ResourceAlerts({ alerts, said, className }: ResourceAlertsProps) {
  const titleOf = useRuleTitle();
  const firing = alerts.filter(
    ({ state, rule, acknowledged, muted }) =>
      state === "firing" && (titleOf(rule) !== said || acknowledged !== null || muted !== null),
  );
  if (firing.length === 0) return null;
  return (
    <ul className={cn("grid gap-0.5", className)}>
      {firing.map((alert) => {
        const tone = severityTones[alert.severity];
        return (
          <li key={alert.id}>
            <Link
              href={`/alerts/${alert.id}`}
              data-tooltip={alert.summary}
              className="inline-flex min-h-6 items-baseline gap-1.5 text-sm hover:underline"
            >
              <ToneShape tone={tone} className={cn("translate-y-px", colors[tone])} />
              <span>
                <span className="sr-only">{severityWords[alert.severity]} alert: </span>
                {titleOf(alert.rule)}
                {alert.acknowledged && (
                  <span className="text-ink-3"> · {isolate(alert.acknowledged.by)} is on it</span>
                )}
                {!alert.acknowledged && alert.muted !== null && <span className="text-ink-3"> · muted</span>}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
