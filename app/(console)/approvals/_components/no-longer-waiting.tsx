"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { restoreLook, runCancelledWords } from "#components/restores/restore-words.ts";
import { Sentence } from "#components/restores/sentence.tsx";
import { useRestore } from "#components/restores/use-restore.ts";
import { requestLook } from "#components/retention/request-words.ts";
import { useRetentionRequest } from "#components/retention/use-retention-request.ts";
import type { ChangeDto, ChangeSummary } from "#lib/changes/schema.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";
import type { RetentionRequestPage } from "#lib/retention/schema.ts";
import { DecidedBanner, OutcomeUnknown } from "./decided-banner.tsx";

/** What became of a request that was on this page a moment ago: what will run and until when, or that nothing will. */
export function NoLongerWaiting({ request: { change, restoreId } }: { request: ChangeSummary }) {
  return restoreId === null ? (
    <OfRetention change={change} />
  ) : (
    <OfRestore restoreId={restoreId} change={change} />
  );
}

function OfRetention({ change }: { change: ChangeDto }) {
  const { data } = useRetentionRequest(change.id);
  const href = `/retention/${change.id}`;
  if (data === undefined) return <OutcomeUnknown number={change.number} href={href} />;
  return (
    <DecidedBanner
      change={data.change}
      look={requestLook(data)}
      error={data.operation?.error ?? null}
      href={href}
      link={
        data.operation?.status === "failed"
          ? "See why it failed"
          : data.change.decision === "approved"
            ? "See what becomes of it"
            : "See the request"
      }
    >
      {retentionOutcome(data)}
    </DecidedBanner>
  );
}

function retentionOutcome({ change, operation }: RetentionRequestPage): string {
  switch (change.decision) {
    case "requested":
      return "waits for another approval.";
    case "approved":
      if (operation?.status === "failed") return "was approved, and could not be carried out.";
      if (operation?.status === "cancelled")
        return "was approved, then cancelled: sets stay as long as before.";
      return operation?.status === "succeeded"
        ? "is in force: less is kept from now on. Sets that no rule keeps go with the next expiry."
        : "is approved: less is kept as soon as it is carried out. Sets that no rule keeps go with the next expiry.";
    case "rejected":
      return "was rejected: sets stay as long as before.";
    case "cancelled":
      return "was withdrawn: sets stay as long as before.";
    case "expired":
      return "expired: nobody answered in time, and sets stay as long as before.";
    case "superseded":
      return "was replaced by a newer request: it cannot be approved any more.";
  }
}

function OfRestore({ restoreId, change }: { restoreId: string; change: ChangeDto }) {
  const { data: restore } = useRestore(restoreId);
  const href = `/restores/${restoreId}`;
  if (restore === undefined) return <OutcomeUnknown number={change.number} href={href} />;
  return (
    <DecidedBanner
      change={restore.change}
      look={restoreLook[restore.status]}
      error={restore.operation?.error ?? null}
      href={href}
      link={restoreLinks[restore.status] ?? "See the request"}
    >
      <RestoreOutcome restore={restore} />
    </DecidedBanner>
  );
}

const restoreLinks: Partial<Record<RestoreDto["status"], string>> = {
  approved: "Follow it",
  running: "Follow it",
  succeeded: "Read the receipt",
  failed: "See why it failed",
  "run cancelled": "See how far it came",
};

function RestoreOutcome({ restore }: { restore: RestoreDto }) {
  const { status, change, plan } = restore;
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
    case "run cancelled":
      return <>was approved, then {runCancelledWords(restore)}</>;
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
