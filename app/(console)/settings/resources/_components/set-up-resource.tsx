"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import type { CheckResult } from "#components/data/check-result.ts";
import { OperationInline } from "#components/status/operation-inline.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { ResourceDto } from "#lib/resources/schema.ts";

interface SetUpResourceProps {
  resource: ResourceDto;
  findings: CheckResult | null;
}

/** Only after a check: nobody agrees to changes that were not shown. */
export function SetUpResource({ resource, findings }: SetUpResourceProps) {
  const [allowRestart, setAllowRestart] = useState(false);
  const setUp = useMutation({
    mutationFn: () =>
      postJson(`/resources/${resource.id}/set-up`, { allowRestart }, ({ operationDto }) => operationDto),
  });
  if (setUp.data) return <OperationInline id={setUp.data.id} />;
  if (!findings) {
    return resource.state === "protected" ? null : <p className="text-ink-2">Possible after the check.</p>;
  }
  const isReady = !findings.needsRestart || allowRestart;
  return (
    <>
      {setUp.error && <Problem title="The set-up was not started" problem={asProblem(setUp.error)} />}
      <p className="text-ink-2">
        Makes the changes above and proves that a segment of WAL arrives in every repository.
      </p>
      {findings.needsRestart && (
        <Checkbox
          checked={allowRestart}
          onChange={(event) => setAllowRestart(event.target.checked)}
          label={`Restart ${resource.name} now`}
          hint={
            findings.facts?.sessions == null
              ? "Its sessions are dropped."
              : `Its ${findings.facts.sessions} sessions are dropped.`
          }
        />
      )}
      <div>
        <Button
          tone={resource.state === "protected" ? "plain" : "primary"}
          isBusy={setUp.isPending}
          disabled={!isReady}
          onClick={() => setUp.mutate()}
        >
          {findings.needsRestart ? `Change the settings and restart ${resource.name}` : "Set up archiving"}
        </Button>
      </div>
    </>
  );
}
