"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { AlertActions } from "./alert-actions.tsx";
import { AlertHeading } from "./alert-heading.tsx";
import { AlertPill } from "./alert-pill.tsx";
import { toldWords } from "./told-words.ts";
import { useRules, useRuleTitle } from "./use-rules.ts";
import { whereToLook } from "./where-to-look.ts";

interface OpenAlertProps {
  alert: AlertDto;
  /** It ended while somebody was writing about it: said, not taken away (U3). */
  isOver?: boolean;
  onActing: (isActing: boolean) => void;
}

/** What is wrong, since when, what that means, what to do next, and whether anybody knows. */
export function OpenAlert({ alert, isOver = false, onActing }: OpenAlertProps) {
  const rules = useRules().data?.items;
  const titleOf = useRuleTitle();
  const told = toldWords(alert);
  const meaning = rules?.find((rule) => rule.id === alert.rule)?.explanation;
  return (
    <li className="grid gap-x-4 gap-y-2 border-b px-3.5 py-3 last:border-b-0 sm:grid-cols-[6.5rem_minmax(0,1fr)]">
      <div>
        <AlertPill alert={alert} />
      </div>
      <div className="grid min-w-0 gap-2.5">
        <div>
          <p>
            <AlertHeading alert={alert} title={titleOf(alert.rule)} />
            <span className="text-sm text-ink-3">
              {" "}
              · since <TimeText at={alert.startedAt} show="moment" />, <TimeText at={alert.startedAt} />
            </span>
          </p>
          <p className="num">{alert.summary}</p>
          {isOver && <p className="font-[550] text-good">It ended meanwhile.</p>}
        </div>
        <dl className="grid gap-x-3 gap-y-1 text-sm sm:grid-cols-[5.5rem_minmax(0,1fr)]">
          {meaning && <Line label="Means">{meaning}</Line>}
          {(alert.hint || alert.href) && (
            <Line label="Next">
              {alert.hint}{" "}
              {alert.href && (
                <Link href={alert.href} className="link whitespace-nowrap">
                  {whereToLook(alert.href)}
                </Link>
              )}
            </Line>
          )}
          <Line label="Told">
            <span className={told.isTrouble ? "text-bad" : undefined}>{told.words}</span>
          </Line>
          {alert.muted !== null && told.words !== alert.muted && <Line label="Muted">{alert.muted}</Line>}
          {alert.acknowledged && (
            <Line label="On it">
              {isolate(alert.acknowledged.by)}, <TimeText at={alert.acknowledged.at} />
              {alert.acknowledged.comment && <>: “{isolate(alert.acknowledged.comment)}”</>}
            </Line>
          )}
        </dl>
        <AlertActions alert={alert} onActing={onActing} />
      </div>
    </li>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3 max-sm:mt-1">{label}</dt>
      <dd className="min-w-0 text-ink-2 wrap-break-word">{children}</dd>
    </>
  );
}
