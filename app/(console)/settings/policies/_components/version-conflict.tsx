"use client";

import { useQuery } from "@tanstack/react-query";
import { TimeText } from "#components/data/time-text.tsx";
import { policyQuery } from "#components/retention/retention-queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import type { PolicyDto } from "#lib/policies/schema.ts";
import { changedParts } from "./changed-parts.ts";

interface VersionConflictProps {
  policyId: string;
  /** What the edits here began from. */
  base: PolicyDto;
  onTheirs: (theirs: PolicyDto) => void;
  onMine: (theirs: PolicyDto) => void;
}

/** Somebody else saved in between: nothing typed is lost, nothing of theirs is overwritten by accident. */
export function VersionConflict({ policyId, base, onTheirs, onMine }: VersionConflictProps) {
  const { data: theirs } = useQuery({
    ...policyQuery(policyId),
    refetchOnMount: "always",
  });
  const isKnown = theirs !== undefined && theirs.version > base.version;
  const parts = isKnown ? changedParts(base, theirs) : [];
  return (
    <Panel tone="warn">
      <div role="alert" className="grid gap-2">
        <p>
          <Pill tone="warn">Changed meanwhile</Pill>
        </p>
        <p>
          Somebody saved version <span className="num">{theirs?.version}</span> while you were editing version{" "}
          <span className="num">{base.version}</span>
          {isKnown && (
            <>
              , <TimeText at={theirs.updatedAt} />
            </>
          )}
          . {parts.length > 0 && `They changed: ${parts.join(", ")}. `}What you typed is still here; nothing
          of theirs was overwritten.
        </p>
      </div>
      {isKnown && (
        <div className="mt-2.5 flex flex-wrap gap-2">
          <Button size="small" onClick={() => onTheirs(theirs)}>
            Drop mine, show theirs
          </Button>
          <Button size="small" onClick={() => onMine(theirs)}>
            Keep mine, to save over theirs
          </Button>
        </div>
      )}
    </Panel>
  );
}
