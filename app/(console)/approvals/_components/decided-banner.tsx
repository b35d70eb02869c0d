"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { TimeText } from "#components/data/time-text.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { cn } from "#components/ui/cn.ts";
import { Pill, type Tone } from "#components/ui/pill.tsx";
import type { ChangeDto } from "#lib/changes/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { OperationSummary } from "#lib/operations/schema.ts";

/** Before its own answer is there. */
export function OutcomeUnknown({ number, href }: { number: number; href: string }) {
  return (
    <Banner tone="accent" isAnnounced action={<More href={href}>See what became of it</More>}>
      <span className="num">R-{number}</span> no longer waits for a decision.
    </Banner>
  );
}

const edges: Record<Tone, "good" | "warn" | "bad" | "accent"> = {
  good: "good",
  warn: "warn",
  bad: "bad",
  busy: "accent",
  idle: "accent",
  unknown: "accent",
};

/** One request that was decided: how it stands, why it failed if it did, who decided, and where to read on. */
export function DecidedBanner(props: {
  change: ChangeDto;
  look: { tone: Tone; words: string };
  error: OperationSummary["error"];
  href: string;
  link: string;
  children: ReactNode;
}) {
  const { change, look, error } = props;
  const votes = change.approvals.filter(
    ({ vote }) => (vote === "approve") === (change.decision === "approved"),
  );
  return (
    <Banner tone={edges[look.tone]} isAnnounced action={<More href={props.href}>{props.link}</More>}>
      <div className="mb-1.5">
        <Pill tone={look.tone}>{look.words}</Pill>
      </div>
      <span className="num">R-{change.number}</span> {props.children}
      {error && <p className="mt-1.5 font-[560]">{error.message}</p>}
      {votes.map((vote) => (
        <p key={vote.userId} className="mt-1.5 text-sm text-ink-2">
          {vote.vote === "approve" ? "Approved" : "Rejected"} by {isolate(vote.name)} at{" "}
          <TimeText at={vote.createdAt} show="moment" precision="minute" />
        </p>
      ))}
    </Banner>
  );
}

function More({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={cn(buttonStyle({ size: "large" }), "basis-full")}>
      {children}
    </Link>
  );
}
