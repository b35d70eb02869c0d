"use client";

import Link from "next/link";
import { TimeText } from "#components/data/time-text.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { AlertPill } from "./alert-pill.tsx";
import { useRuleTitle } from "./use-rules.ts";

const edges = { critical: "bad", warning: "warn", info: "accent" } as const;

interface AlertBannerProps {
  alert: AlertDto;
  /** False on the page of the thing that it is about. */
  hasSubject?: boolean;
}

/** One firing alert where its subject is shown; what can be done about it is on its own page. */
export function AlertBanner({ alert, hasSubject = true }: AlertBannerProps) {
  const title = useRuleTitle()(alert.rule);
  return (
    <Banner
      tone={edges[alert.severity]}
      lead={<AlertPill alert={alert} />}
      action={
        <Link href={`/alerts/${alert.id}`} className={buttonStyle({ size: "small" })}>
          <span>
            Open alert
            <span className="sr-only">
              {" "}
              {title}, {isolate(alert.subject)}
            </span>
          </span>
        </Link>
      }
    >
      <p>
        <span className="font-[560]">{hasSubject ? `${title} · ${isolate(alert.subject)}` : title}</span>{" "}
        <TimeText className="text-sm text-ink-3" at={alert.startedAt} />
      </p>
      <p className="num text-ink-2">{alert.summary}</p>
      {alert.acknowledged ? (
        <p className="text-sm text-ink-3">{isolate(alert.acknowledged.by)} is on it.</p>
      ) : (
        alert.muted !== null && <p className="text-sm text-ink-3">Nobody is told. {alert.muted}</p>
      )}
    </Banner>
  );
}
