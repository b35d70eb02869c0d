import { ImpactPanels } from "#components/restores/impact-panels.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { rejectWords } from "#lib/changes/reject-words.ts";
import type { ChangeDto } from "#lib/changes/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import type { RestoreDto } from "#lib/restores/schema.ts";
import { AskAgain } from "./ask-again.tsx";

/** Why a request came to nothing, and how to ask for something else. */
export function NotCarriedOut({ restore }: { restore: RestoreDto }) {
  const { change, plan, impact } = restore;
  return (
    <Panel>
      <p className="font-[560]">
        <Why change={change} />
      </p>
      <p className="mt-1 text-ink-2">Nothing was changed.</p>
      <div className="mt-3">
        <AskAgain restore={restore} />
      </div>
      <Disclosure summary="What it would have done" className="mt-3">
        <div className="mt-2">
          <ImpactPanels plan={plan} impact={impact} lossEnd={{ kind: "never" }} />
        </div>
      </Disclosure>
    </Panel>
  );
}

function Why({ change }: { change: ChangeDto }) {
  switch (change.decision) {
    case "rejected":
      return <Rejection change={change} />;
    case "cancelled":
      return "Withdrawn before it was carried out.";
    case "expired":
      return "Expired: it was not approved in time.";
    case "superseded":
      return "Superseded by a newer request.";
    case "requested":
    case "approved":
      return null;
  }
}

function Rejection({ change }: { change: ChangeDto }) {
  const vote = change.approvals.find((approval) => approval.vote === "reject");
  if (vote === undefined) return "Rejected.";
  const reason = vote.rejectReason === null ? null : rejectWords[vote.rejectReason];
  return (
    <>
      Rejected by {isolate(vote.name)}
      {reason !== null && `: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`}.
      {vote.comment !== null && ` “${isolate(vote.comment)}”`}
    </>
  );
}
