"use client";

import Link from "next/link";
import { useState } from "react";
import { asProblem } from "#components/data/api-problem.ts";
import { useResources } from "#components/data/use-resources.ts";
import { useSession } from "#components/data/use-session.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { describeTarget } from "#components/restores/describe-target.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { ResourceDto } from "#lib/resources/schema.ts";
import type { RecoveryTarget } from "#lib/restores/schema.ts";
import { Ask } from "./ask.tsx";
import { ChooseWhen } from "./choose-when.tsx";
import { ChooseWhere } from "./choose-where.tsx";
import { MoreChoices } from "./more-choices.tsx";
import { NearestTargets } from "./nearest-targets.tsx";
import { PreviewPanel } from "./preview-panel.tsx";
import { useChoice } from "./use-choice.ts";
import { usePreview } from "./use-preview.ts";
import { useReasonDraft } from "./use-reason-draft.ts";

/** What, where, when, what it does, why: one page that is read from top to bottom. */
export function RequestForm() {
  const { can } = useSession();
  const resources = useResources();
  if (!can("restore.request"))
    return (
      <>
        <PageHead title="Ask for a restore" />
        <Panel>
          <EmptyState title="Asking for a restore is for operators">
            Your roles do not include it. You can follow every restore on{" "}
            <Link href="/restores" className="link">
              the list of restores
            </Link>
            .
          </EmptyState>
        </Panel>
      </>
    );
  return (
    <>
      <PageHead
        title="Ask for a restore"
        sub="Nothing happens before a manager has approved exactly what you see at the end of this page."
      />
      {resources.data === undefined ? (
        resources.isError ? (
          <Problem
            title="The resources could not be loaded"
            problem={asProblem(resources.error)}
            action={<Button onClick={() => resources.refetch()}>Try again</Button>}
          />
        ) : (
          <SkeletonRows label="Loading resources" />
        )
      ) : (
        <Form resources={resources.data.items} />
      )}
    </>
  );
}

function Form({ resources }: { resources: ResourceDto[] }) {
  const { choice, change, setPreview, dropPreview } = useChoice();
  // Kept here, not in the preview: working it out again must not lose what was typed.
  const { reason, keep, forget } = useReasonDraft();
  const [confirmation, setConfirmation] = useState("");
  const only = resources.length === 1 ? resources[0] : undefined;
  const resource =
    resources.find((one) => one.id === choice.resource) ?? (choice.resource ? undefined : only);
  const work = usePreview(resource?.id, choice, setPreview);
  const { preview } = work;
  return (
    <div className="grid max-w-5xl gap-4">
      {choice.undo !== null ? (
        <UndoChoice undoOf={choice.undo} resource={resource} target={work.made?.target} />
      ) : (
        <>
          <Field label="What" className="max-w-sm">
            {(control) => (
              <Select
                {...control}
                value={resource?.id ?? ""}
                onChange={(event) =>
                  change({ resource: event.target.value, target: null, repository: null, wayBack: null })
                }
              >
                {resource === undefined && <option value="">Choose a resource…</option>}
                {resources.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name} on {one.host}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {resource !== undefined && (
            <>
              <ChooseWhere
                where={choice.where}
                resourceName={resource.name}
                onWhere={(where) => change({ where, wayBack: null })}
              />
              <Panel>
                <ChooseWhen
                  key={resource.id}
                  resourceId={resource.id}
                  target={choice.target}
                  onTarget={(target) => change({ target })}
                />
              </Panel>
              <MoreChoices resource={resource} choice={choice} onChange={change} />
            </>
          )}
        </>
      )}
      {choice.preview === null && resource !== undefined && (
        <div className="flex flex-wrap items-center gap-3">
          <Button tone="primary" disabled={!work.canStart} isBusy={work.isStarting} onClick={work.start}>
            Work out what will happen
          </Button>
          <span className="text-sm text-ink-3">
            {work.canStart ? "The worker looks; nothing is changed." : "First choose to when."}
          </span>
        </div>
      )}
      {work.startError && (
        <Problem title="The preview could not be started" problem={asProblem(work.startError)} />
      )}
      <div aria-live="polite" className="sr-only">
        {preview.data?.status === "succeeded" && "What will happen has been worked out."}
        {preview.data?.status === "failed" &&
          `It could not be worked out: ${preview.data.error?.message ?? ""}`}
      </div>
      {choice.preview !== null && preview.isError && preview.data === undefined && (
        <Problem
          title="The preview could not be loaded"
          problem={asProblem(preview.error)}
          action={
            work.canStart ? (
              <Button isBusy={work.isStarting} onClick={work.start}>
                Work it out again
              </Button>
            ) : (
              <Button onClick={() => dropPreview()}>Start over</Button>
            )
          }
        />
      )}
      {choice.preview !== null && preview.data !== undefined && (
        <PreviewPanel
          key={choice.preview}
          operation={preview.data}
          onAgain={work.start}
          isStarting={work.isStarting}
          isFresh={work.isFresh}
          otherWays={
            choice.undo === null && (
              <NearestTargets
                operation={preview.data}
                kind={work.made?.target.kind}
                onTake={(target) => change({ target })}
              />
            )
          }
        >
          {(result) =>
            work.isOther ? (
              <Banner tone="warn">
                This was worked out for another choice than the one above. Work it out again.
              </Banner>
            ) : (
              <Ask
                previewId={choice.preview ?? ""}
                preview={result}
                reason={reason}
                onReason={keep}
                confirmation={confirmation}
                onConfirmation={setConfirmation}
                onAsked={() => {
                  forget();
                  return dropPreview();
                }}
              />
            )
          }
        </PreviewPanel>
      )}
    </div>
  );
}

function UndoChoice(props: {
  undoOf: string;
  resource: ResourceDto | undefined;
  target: RecoveryTarget | undefined;
}) {
  const { zone } = useZone();
  return (
    <Banner tone="accent">
      Put {props.resource?.name ?? "the resource"} back to just before{" "}
      <Link href={`/restores/${props.undoOf}`} className="link">
        an earlier restore
      </Link>
      {props.target && <>: in place, to {describeTarget(props.target, zone)}</>}.
    </Banner>
  );
}
