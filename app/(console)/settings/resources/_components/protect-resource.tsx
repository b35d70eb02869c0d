"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { useOperation } from "#components/data/use-operation.ts";
import { useSchema } from "#components/data/use-schema.ts";
import { useSession } from "#components/data/use-session.tsx";
import { OperationInline } from "#components/status/operation-inline.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Pill } from "#components/ui/pill.tsx";
import { Problem } from "#components/ui/problem.tsx";
import type { ResourceDto } from "#lib/resources/schema.ts";
import { CheckFindings } from "./check-findings.tsx";
import { GuideStep } from "./guide-step.tsx";
import { PolicyStep } from "./policy-step.tsx";
import { SetUpResource } from "./set-up-resource.tsx";

interface ProtectResourceProps {
  resource: ResourceDto;
  hasSet: boolean;
  isProven: boolean;
}

/** From registered to proven, one step after the other; every step can be repeated. */
export function ProtectResource({ resource, hasSet, isProven }: ProtectResourceProps) {
  const { can } = useSession();
  const check = useMutation({
    mutationFn: () => postJson(`/resources/${resource.id}/check`, {}, ({ operationDto }) => operationDto),
  });
  const firstBackup = useMutation({
    mutationFn: () =>
      postJson("/backups", { resourceId: resource.id, type: "full" }, ({ operationDto }) => operationDto),
  });
  const checked = useOperation(check.data?.id ?? null).data;
  const parsed = useSchema(({ checkResult }) => checkResult)?.safeParse(
    checked?.status === "succeeded" ? checked.result : null,
  );
  const findings = parsed?.success ? parsed.data : null;
  const isProtected = resource.state === "protected";
  return (
    <Panel title="Protection">
      <ol>
        <GuideStep isDone={isProtected || findings !== null} title="Check what protecting it would change">
          <p className="text-ink-2">
            Archiving needs <span className="id">archive_mode</span>, an{" "}
            <span className="id">archive_command</span> and a <span className="id">wal_level</span> that
            allows recovery. The worker reads the cluster’s settings and says which would change, from what to
            what, and whether that takes a restart. Nothing is changed.
          </p>
          {check.error && <Problem title="The check was not started" problem={asProblem(check.error)} />}
          {check.data && (
            <OperationInline id={check.data.id}>
              {() => findings && <CheckFindings result={findings} />}
            </OperationInline>
          )}
          <div>
            <Button
              tone={isProtected || findings ? "plain" : "primary"}
              isBusy={check.isPending}
              onClick={() => check.mutate()}
            >
              {check.data ? "Check again" : `Check ${resource.name}`}
            </Button>
          </div>
        </GuideStep>
        {can("resource.setUp") && (
          <GuideStep isDone={isProtected} title="Set up archiving">
            <SetUpResource resource={resource} findings={findings} />
          </GuideStep>
        )}
        <PolicyStep resource={resource} />
        <GuideStep isDone={hasSet} title="First full backup">
          {isProtected && !hasSet && can("backup.start") && (
            <>
              {firstBackup.error && (
                <Problem title="The backup was not started" problem={asProblem(firstBackup.error)} />
              )}
              {firstBackup.data ? (
                <OperationInline id={firstBackup.data.id} />
              ) : (
                <div>
                  <Button tone="primary" isBusy={firstBackup.isPending} onClick={() => firstBackup.mutate()}>
                    Back up {resource.name}
                  </Button>
                </div>
              )}
            </>
          )}
          {!hasSet && !isProtected && <p className="text-ink-2">Possible once archiving is set up.</p>}
          {!hasSet && isProtected && !can("backup.start") && (
            <p className="text-ink-2">An operator starts it.</p>
          )}
        </GuideStep>
        <GuideStep isDone={isProven} title="Restore it to a new instance">
          {isProven ? (
            <Pill tone="good" className="justify-self-start">
              Proven: a restore of it was checked
            </Pill>
          ) : (
            <p className="text-ink-2">Only this proves that the backups work.</p>
          )}
          {hasSet && !isProven && can("restore.preview") && (
            <div>
              <Link href={`/restores/new?resource=${resource.id}`} className={buttonStyle()}>
                Restore to a new instance…
              </Link>
            </div>
          )}
        </GuideStep>
      </ol>
    </Panel>
  );
}
