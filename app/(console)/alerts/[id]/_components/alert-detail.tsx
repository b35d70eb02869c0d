"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { AlertActions } from "#components/alerts/alert-actions.tsx";
import { AlertPill } from "#components/alerts/alert-pill.tsx";
import { alertQuery } from "#components/alerts/alert-queries.ts";
import { useRules, useRuleTitle } from "#components/alerts/use-rules.ts";
import { whereToLook } from "#components/alerts/where-to-look.ts";
import { askUntil } from "#components/data/ask-until.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Panel } from "#components/ui/panel.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { AlertDeliveries } from "./alert-deliveries.tsx";
import { AlertFacts } from "./alert-facts.tsx";
import { AlertStory } from "./alert-story.tsx";

const askEveryMs = 15_000;

export function AlertDetail({ id }: { id: string }) {
  const alert = useQuery({
    ...alertQuery(id),
    refetchInterval: askUntil(({ state }: AlertDto) => state === "resolved", askEveryMs),
  });
  return (
    <Loaded query={alert} what="The alert" all={{ one: "alert", href: "/alerts", label: "All alerts" }}>
      {(data) => <Page alert={data} />}
    </Loaded>
  );
}

function Page({ alert }: { alert: AlertDto }) {
  const titleOf = useRuleTitle();
  return (
    <>
      <PageHead
        title={`${titleOf(alert.rule)}: ${isolate(alert.subject)}`}
        status={<AlertPill alert={alert} />}
        sub={
          <Link href={alert.state === "resolved" ? "/alerts/history" : "/alerts"} className="link">
            {alert.state === "resolved" ? "All of the history" : "All open alerts"}
          </Link>
        }
        actions={
          alert.href && (
            <Link href={alert.href} className={buttonStyle()}>
              {whereToLook(alert.href)}
            </Link>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
        <WhatIsWrong alert={alert} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3.5 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
          <AlertStory alert={alert} />
          <AlertFacts alert={alert} />
        </div>
        <AlertDeliveries alert={alert} />
      </div>
    </>
  );
}

const edges = { critical: "bad", warning: "warn", info: "accent" } as const;

function WhatIsWrong({ alert }: { alert: AlertDto }) {
  const meaning = useRules().data?.items.find((rule) => rule.id === alert.rule)?.explanation;
  const isOver = alert.state === "resolved";
  return (
    <Panel tone={isOver && alert.severity !== "info" ? "good" : edges[alert.severity]}>
      <div className="grid gap-2">
        <p className="num text-md font-[560]">{alert.summary}</p>
        {meaning && <p className="max-w-prose text-ink-2">{meaning}</p>}
        {alert.hint && (
          <p className="max-w-prose">
            <span className="text-ink-3">{isOver ? "What helps:" : "Next:"}</span> {alert.hint}
          </p>
        )}
        {alert.muted !== null && <p className="text-ink-2">Nobody is told: {alert.muted}</p>}
        <div className="mt-1 empty:hidden">
          <AlertActions alert={alert} />
        </div>
      </div>
    </Panel>
  );
}
