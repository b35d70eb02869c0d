"use client";

import { useRef, useState } from "react";
import { useSession } from "#components/data/use-session.tsx";
import { Button } from "#components/ui/button.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { isolate } from "#lib/format/isolate.ts";
import { AcknowledgeForm } from "./acknowledge-form.tsx";
import { SilenceForm } from "./silence-form.tsx";
import { useRuleTitle } from "./use-rules.ts";

interface AlertActionsProps {
  alert: AlertDto;
  /** True from the moment a form is open: what it is about must stay where it is (U3). */
  onActing?: (isActing: boolean) => void;
}

/** What a person can do about an open alert, in place; what their roles do not include is not there. */
export function AlertActions({ alert, onActing }: AlertActionsProps) {
  const { can } = useSession();
  const titleOf = useRuleTitle();
  const [open, setOpen] = useState<"acknowledge" | "silence" | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const show = (next: typeof open) => {
    setOpen(next);
    onActing?.(next !== null);
    if (next === null) requestAnimationFrame(() => goOnFrom(buttons.current));
  };
  if (alert.state === "resolved") return null;
  const canAcknowledge = can("alert.acknowledge") && alert.state === "firing" && !alert.acknowledged;
  const canSilence = can("silence.create") && alert.muted === null;
  const about = `${titleOf(alert.rule)}, ${isolate(alert.subject)}`;
  if (open === "acknowledge") return <AcknowledgeForm alert={alert} onDone={() => show(null)} />;
  if (open === "silence") {
    return <SilenceOne alert={alert} title={titleOf(alert.rule)} onDone={() => show(null)} />;
  }
  if (!canAcknowledge && !canSilence) return null;
  return (
    <div ref={buttons} className="flex flex-wrap gap-2">
      {canAcknowledge && (
        <Button onClick={() => show("acknowledge")}>
          <span>
            Acknowledge…<span className="sr-only"> {about}</span>
          </span>
        </Button>
      )}
      {canSilence && (
        <Button onClick={() => show("silence")}>
          <span>
            Silence…<span className="sr-only"> {about}</span>
          </span>
        </Button>
      )}
    </div>
  );
}

/** With the keyboard one goes on from the buttons that opened the form, or from the page when they are gone. */
function goOnFrom(buttons: HTMLElement | null) {
  const next = buttons?.querySelector("button") ?? document.getElementById("content");
  next?.focus();
}

function SilenceOne({ alert, title, onDone }: { alert: AlertDto; title: string; onDone: () => void }) {
  const [fixed] = useState({ rule: alert.rule, resourceId: alert.resource?.id });
  return (
    <SilenceForm fixed={fixed} onDone={onDone}>
      {() => (
        <p>
          Nobody is told about <span className="font-[560]">{title}</span>{" "}
          {alert.resource ? (
            <>
              of <span className="font-[560]">{alert.resource.name}</span>
            </>
          ) : (
            "anywhere"
          )}{" "}
          until it ends. Alerts stay visible here.
        </p>
      )}
    </SilenceForm>
  );
}
