"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import type { z } from "zod";
import { postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { isFinished, useOperation } from "#components/data/use-operation.ts";
import { useResources } from "#components/data/use-resources.ts";
import { useSchema } from "#components/data/use-schema.ts";
import { useSession } from "#components/data/use-session.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { PageHead } from "#components/layout/page-head.tsx";
import { describeTarget } from "#components/restores/describe-target.ts";
import { targetText } from "#components/restores/target-text.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { ResourceDto } from "#lib/resources/schema.ts";
import type { previewRestoreInput } from "#lib/restores/schema.ts";
import { Ask } from "./ask.tsx";
import { ChooseWhen } from "./choose-when.tsx";
import { ChooseWhere } from "./choose-where.tsx";
import { MoreChoices } from "./more-choices.tsx";
import { PreviewPanel } from "./preview-panel.tsx";
import { type Choice, useChoice } from "./use-choice.ts";

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
  const client = useQueryClient();
  const { choice, change, setPreview } = useChoice();
  // Kept here, not in the preview: working it out again must not lose what was typed.
  const [reason, setReason] = useState("");
  const [confirmation, setConfirmation] = useState("");
  const only = resources.length === 1 ? resources[0] : undefined;
  const resource =
    resources.find((one) => one.id === choice.resource) ?? (choice.resource ? undefined : only);
  const preview = useOperation(choice.preview);
  const made = useSchema(({ previewRestoreInput }) => previewRestoreInput);
  const start = useMutation({
    mutationFn: (input: object) => postJson("/restore-previews", input, ({ operationDto }) => operationDto),
    onSuccess: (operation) => {
      client.setQueryData(["operation", operation.id], operation);
      setPreview(operation.id);
    },
  });
  const input = resource === undefined ? null : previewInput(resource.id, choice);
  const again = () => {
    const same = made?.safeParse(preview.data?.input);
    if (choice.undo !== null && same?.success) start.mutate(same.data);
    else if (input !== null) start.mutate(input);
  };

  const isOther =
    choice.undo === null &&
    preview.data !== undefined &&
    isForAnotherChoice(made?.safeParse(preview.data.input).data, choice);

  return (
    <div className="grid max-w-5xl gap-4">
      {choice.undo !== null ? (
        <UndoChoice undoOf={choice.undo} resource={resource} input={preview.data?.input} />
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
          <Button
            tone="primary"
            disabled={input === null}
            isBusy={start.isPending}
            onClick={() => input !== null && start.mutate(input)}
          >
            Work out what will happen
          </Button>
          <span className="text-sm text-ink-3">
            {input === null ? "First choose to when." : "The worker looks; nothing is changed."}
          </span>
        </div>
      )}
      {start.isError && <Problem title="The preview could not be started" problem={asProblem(start.error)} />}
      <div aria-live="polite" className="sr-only">
        {preview.data !== undefined &&
          isFinished(preview.data.status) &&
          "What will happen has been worked out."}
      </div>
      {choice.preview !== null && preview.isError && preview.data === undefined && (
        <Problem title="The preview could not be loaded" problem={asProblem(preview.error)} />
      )}
      {choice.preview !== null && preview.data !== undefined && (
        <PreviewPanel operation={preview.data} onAgain={again} isStarting={start.isPending}>
          {(result) =>
            isOther ? (
              <Banner tone="warn">
                This was worked out for another choice than the one above. Work it out again.
              </Banner>
            ) : (
              <Ask
                previewId={choice.preview ?? ""}
                preview={result}
                reason={reason}
                onReason={setReason}
                confirmation={confirmation}
                onConfirmation={setConfirmation}
              />
            )
          }
        </PreviewPanel>
      )}
    </div>
  );
}

function UndoChoice(props: { undoOf: string; resource: ResourceDto | undefined; input: unknown }) {
  const { zone } = useZone();
  const input = useSchema(({ previewRestoreInput }) => previewRestoreInput)?.safeParse(props.input);
  return (
    <Banner tone="accent">
      Put {props.resource?.name ?? "the resource"} back to just before{" "}
      <Link href={`/restores/${props.undoOf}`} className="link">
        an earlier restore
      </Link>
      {input?.success && <>: in place, to {describeTarget(input.data.target, zone)}</>}.
    </Banner>
  );
}

type Made = z.output<typeof previewRestoreInput>;

/** A link can hold a preview beside a choice it does not belong to. */
function isForAnotherChoice(made: Made | undefined, choice: Choice): boolean {
  if (made === undefined || choice.target === null) return true;
  return targetText(made.target) !== targetText(choice.target) || made.destination.kind !== choice.where;
}

function previewInput(resourceId: string, choice: Choice): object | null {
  if (choice.target === null) return null;
  return {
    resourceId,
    target: choice.target,
    destination: { kind: choice.where },
    ...(choice.repository === null ? {} : { repositoryId: choice.repository }),
    ...(choice.where === "in-place" && choice.wayBack !== null ? { wayBack: choice.wayBack } : {}),
  };
}
