"use client";

import { ActivityPing } from "#components/data/activity-ping.tsx";
import { TooltipLayer } from "#components/ui/tooltip-layer.tsx";
import { Confirmations } from "./confirmations.tsx";
import { PlainCopy } from "./plain-copy.tsx";

/** What every page has and nobody sees before doing something. Imported lazily: no page waits for it. */
export function Unseen() {
  return (
    <>
      <ActivityPing />
      <Confirmations />
      <PlainCopy />
      <TooltipLayer />
    </>
  );
}
