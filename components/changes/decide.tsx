"use client";

import { useState } from "react";
import { ApproveForm } from "#components/changes/approve-form.tsx";
import { ButtonWords } from "#components/changes/button-words.tsx";
import { RejectForm } from "#components/changes/reject-form.tsx";
import { TimeText } from "#components/data/time-text.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import type { ChangeDto } from "#lib/changes/schema.ts";

/**
 * The decision, for who may take it; for other managers, why they may not. `act` is what an approval starts ("overwrite
 * orders-db"): on a small screen the buttons may be all of the request that is in sight.
 */
export function Decide({ change, act }: { change: ChangeDto; act: string }) {
  const { can } = useSession();
  // Bound to a hash: when the plan on screen becomes another one, a half-filled form must not carry over.
  const [open, setOpen] = useState<{ form: "approve" | "reject"; planHash: string } | null>(null);
  if (change.decision !== "requested" || !(can("change.approve") || can("change.reject"))) return null;
  const form = open?.planHash === change.planHash ? open.form : null;
  const show = (next: "approve" | "reject") => setOpen({ form: next, planHash: change.planHash });
  const close = () => setOpen(null);
  return (
    <div>
      {open !== null && form === null && (
        <Panel tone="warn" className="mt-2.5">
          <p role="alert">The plan changed while you were deciding. Read it again: nothing was approved.</p>
        </Panel>
      )}
      {!change.mayApprove.allowed && (
        <Panel tone="warn" className="mt-2.5">
          <div className="mb-1">
            <Pill tone="warn">You may not approve this</Pill>
          </div>
          <p>{change.mayApprove.why ?? "Somebody else has to decide."}</p>
        </Panel>
      )}
      {form === "approve" && <ApproveForm change={change} act={act} onDone={close} />}
      {form === "reject" && <RejectForm change={change} onDone={close} />}
      {form === null && (
        <div className="mt-2.5 grid gap-2.5">
          {can("change.approve") && change.mayApprove.allowed && (
            <Button tone="primary" size="large" onClick={() => show("approve")}>
              <ButtonWords>
                Approve R-{change.number}: {act}…
              </ButtonWords>
            </Button>
          )}
          {can("change.reject") && (
            <Button tone="danger" size="large" onClick={() => show("reject")}>
              Reject R-{change.number}…
            </Button>
          )}
        </div>
      )}
      <p className="num mt-2.5 text-sm text-ink-3">
        If nobody answers by <TimeText at={change.expiresAt} show="moment" /> the request expires and nothing
        happens. You approve this exact plan; any change needs a new approval.
      </p>
    </div>
  );
}
