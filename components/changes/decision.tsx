import { ExpiryCountdown } from "#components/changes/expiry-countdown.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { Fact, Facts } from "#components/ui/facts.tsx";
import { Pill, type Tone } from "#components/ui/pill.tsx";
import { rejectWords } from "#lib/changes/reject-words.ts";
import type { ChangeDto, Decision as DecisionName } from "#lib/changes/schema.ts";
import { isolate } from "#lib/format/isolate.ts";

const looks: Record<DecisionName, { tone: Tone; words: string }> = {
  requested: { tone: "warn", words: "Waiting" },
  approved: { tone: "good", words: "Approved" },
  rejected: { tone: "bad", words: "Rejected" },
  cancelled: { tone: "idle", words: "Withdrawn" },
  expired: { tone: "idle", words: "Expired: nobody answered in time" },
  superseded: { tone: "idle", words: "Superseded by a newer request" },
};

/** What was decided, by whom, on which hash; and until when it holds, unless a run has spent it. */
export function Decision({ change, isSpent = false }: { change: ChangeDto; isSpent?: boolean }) {
  const look = looks[change.decision];
  return (
    <Facts>
      <Fact label="Decision">
        <Pill tone={look.tone}>{look.words}</Pill>
        {change.decidedAt !== null && (
          <div className="mt-1 text-sm text-ink-3">
            <TimeText at={change.decidedAt} />
          </div>
        )}
      </Fact>
      <Fact label="Why">{isolate(change.reason)}</Fact>
      <Fact label="Asked by">
        {isolate(change.requestedBy.name)}
        <div className="text-sm text-ink-3">{change.requestedBy.email}</div>
      </Fact>
      {change.decision === "requested" && (
        <Fact label="Request">
          <ExpiryCountdown at={change.expiresAt} />
        </Fact>
      )}
      {change.decision === "approved" && !isSpent && change.approvalExpiresAt !== null && (
        <Fact label="Approval is for">
          this plan, once, begun by <TimeText at={change.approvalExpiresAt} show="full" />
        </Fact>
      )}
      <Fact label={`Votes, ${change.requiredApprovals} needed`}>
        {change.approvals.length === 0 ? (
          "none yet"
        ) : (
          <ul className="grid gap-1.5">
            {change.approvals.map((approval) => (
              <li key={approval.userId}>
                <Pill tone={approval.vote === "approve" ? "good" : "bad"}>
                  {approval.vote === "approve" ? "Approved" : "Rejected"}
                </Pill>{" "}
                by {isolate(approval.name)}, <TimeText at={approval.createdAt} />
                {approval.rejectReason !== null && <div>{rejectWords[approval.rejectReason]}</div>}
                {approval.comment !== null && <div className="text-ink-2">“{isolate(approval.comment)}”</div>}
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </Facts>
  );
}
