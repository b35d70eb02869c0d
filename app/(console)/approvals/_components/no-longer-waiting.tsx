"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { Sentence } from "#components/restores/sentence.tsx";
import { useRestore } from "#components/restores/use-restore.ts";
import { useRetentionRequest } from "#components/retention/use-retention-request.ts";
import { Banner } from "#components/ui/banner.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { cn } from "#components/ui/cn.ts";
import type { ChangeSummary, Decision } from "#lib/changes/schema.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";

/** What became of a request that was on this page a moment ago: what will run and until when, or that nothing will. */
export function NoLongerWaiting({ request: { change, restoreId } }: { request: ChangeSummary }) {
  return restoreId === null ? (
    <OfRetention changeId={change.id} number={change.number} />
  ) : (
    <OfRestore restoreId={restoreId} number={change.number} />
  );
}

const retentionOutcomes: Record<Decision, string> = {
  requested: "waits for another approval.",
  approved: "is approved: less is kept from now on. Sets that no rule keeps go with the next expiry.",
  rejected: "was rejected: sets stay as long as before.",
  cancelled: "was withdrawn: sets stay as long as before.",
  expired: "expired: nobody answered in time, and sets stay as long as before.",
  superseded: "was replaced by a newer request: it cannot be approved any more.",
};

function OfRetention({ changeId, number }: { changeId: string; number: number }) {
  const { data } = useRetentionRequest(changeId);
  const decision = data?.change.decision;
  return (
    <Gone
      number={number}
      tone={decision === "approved" ? "good" : "accent"}
      href={`/retention/${changeId}`}
      link={decision === "approved" ? "See what becomes of it" : "See the request"}
    >
      {decision === undefined ? "no longer waits for a decision." : retentionOutcomes[decision]}
    </Gone>
  );
}

function OfRestore({ restoreId, number }: { restoreId: string; number: number }) {
  const { data: restore } = useRestore(restoreId);
  const href = `/restores/${restoreId}`;
  if (restore === undefined)
    return (
      <Gone number={number} tone="accent" href={href} link="See what became of it">
        no longer waits for a decision.
      </Gone>
    );
  const isRun = restore.change.decision === "approved";
  return (
    <Gone
      number={number}
      tone={isRun ? "good" : "accent"}
      href={href}
      link={isRun ? "Follow it" : "See the request"}
    >
      <Outcome restore={restore} />
    </Gone>
  );
}

function Outcome({ restore: { status, change, plan } }: { restore: RestoreDto }) {
  const sentence = <Sentence plan={plan} />;
  switch (status) {
    case "approved":
      return (
        <>
          is approved. What will run: {sentence}, on {plan.destination.host}
          {change.approvalExpiresAt !== null && (
            <>
              . If it has not begun by <TimeText at={change.approvalExpiresAt} show="moment" />, the approval
              lapses and nothing runs
            </>
          )}
          .
        </>
      );
    case "running":
      return <>is approved and runs now: {sentence}.</>;
    case "succeeded":
      return <>was approved and has succeeded: {sentence}.</>;
    case "failed":
      return <>was approved, and its run failed: {sentence}.</>;
    case "rejected":
      return <>was rejected: nothing runs, nothing was changed.</>;
    case "cancelled":
      return <>was withdrawn: nothing runs, nothing was changed.</>;
    case "expired":
      return <>expired: nobody answered in time, nothing was changed.</>;
    case "superseded":
      return <>was replaced by a newer request: it cannot be approved any more.</>;
    case "waiting for approval":
      return <>waits for another approval.</>;
  }
}

function Gone(props: {
  number: number;
  tone: "good" | "accent";
  href: string;
  link: string;
  children: ReactNode;
}) {
  return (
    <Banner
      tone={props.tone}
      isAnnounced
      action={
        <Link href={props.href} className={cn(buttonStyle({ size: "large" }), "basis-full")}>
          {props.link}
        </Link>
      }
    >
      <span className="num">R-{props.number}</span> {props.children}
    </Banner>
  );
}
