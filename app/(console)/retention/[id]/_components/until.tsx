"use client";

import { TimeText } from "#components/data/time-text.tsx";
import { useSession } from "#components/data/use-session.tsx";
import type { ChangeDto } from "#lib/changes/schema.ts";

/** What happens when nobody does anything; managers read it under their buttons. */
export function Until({ change }: { change: ChangeDto }) {
  const { can } = useSession();
  if (change.decision !== "requested") return null;
  return (
    <p className="mt-2.5 text-sm text-ink-2">
      Until somebody else decides, everything stays as long as it does now.
      {!can("change.approve") && (
        <>
          {" "}
          If nobody answers by <TimeText at={change.expiresAt} show="moment" /> the request expires and
          nothing changes.
        </>
      )}
    </p>
  );
}
