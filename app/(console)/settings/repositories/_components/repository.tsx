"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { repositoryQuery } from "#components/data/repository-query.ts";
import { TimeText } from "#components/data/time-text.tsx";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { OperationInline } from "#components/status/operation-inline.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { isolate } from "#lib/format/isolate.ts";
import type { RepositoryDto } from "#lib/repositories/schema.ts";
import { describeLocation } from "./describe-location.ts";
import { ProbeFindings } from "./probe-findings.tsx";
import { ProbePill } from "./probe-pill.tsx";
import { RepositoryFacts } from "./repository-facts.tsx";

export function Repository({ id }: { id: string }) {
  const repository = useQuery(repositoryQuery(id));
  return (
    <Loaded
      query={repository}
      what="The repository"
      all={{ one: "repository", href: "/settings/repositories", label: "All repositories" }}
    >
      {(data) => (
        <>
          <PageHead
            title={isolate(data.name)}
            status={<ProbePill repository={{ ...data, probedAt: null }} />}
            sub={<span className="id">{describeLocation(data)}</span>}
            actions={
              <Link href={`/backups?repository=${data.id}`} className={buttonStyle()}>
                Its backup sets
              </Link>
            }
          />
          <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3.5">
            <Probe repository={data} />
            <RepositoryFacts repository={data} />
          </div>
        </>
      )}
    </Loaded>
  );
}

function Probe({ repository }: { repository: RepositoryDto }) {
  const { can } = useSession();
  const [operationId, setOperationId] = useState<string | null>(null);
  const probe = useMutation({
    mutationFn: () =>
      postJson(`/repositories/${repository.id}/probe`, {}, ({ operationDto }) => operationDto),
    onSuccess: (operation) => setOperationId(operation.id),
  });
  // Right after adding, the first test is still under way: follow that one.
  const followed = operationId ?? (repository.probe === null ? repository.lastProbeOperationId : null);
  return (
    <Panel
      title="What the test found"
      aside={
        repository.probedAt && (
          <>
            tested <TimeText at={repository.probedAt} />
          </>
        )
      }
    >
      <div className="grid gap-3.5">
        {followed && <OperationInline id={followed} />}
        {repository.probe ? (
          <ProbeFindings findings={repository.probe.findings} />
        ) : (
          !followed && (
            <EmptyState title="It was never tested">
              Until it is, nobody knows whether it can be written, read and trusted.
            </EmptyState>
          )
        )}
        {probe.error && <Problem title="The test was not started" problem={asProblem(probe.error)} />}
        {can("repository.probe") && (
          <div>
            <Button isBusy={probe.isPending} onClick={() => probe.mutate()}>
              {repository.probe ? "Test again" : "Test it"}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
