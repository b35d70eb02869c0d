"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { postJson } from "#components/data/api.ts";
import { useOperation } from "#components/data/use-operation.ts";
import { useSchema } from "#components/data/use-schema.ts";
import { targetText } from "#components/restores/target-text.ts";
import type { previewRestorePayload } from "#lib/restores/schema.ts";
import type { Choice } from "./use-choice.ts";

/** What the worker worked out for a choice, and how to have that done. */
export function usePreview(
  resourceId: string | undefined,
  choice: Choice,
  onStarted: (operationId: string) => void,
) {
  const client = useQueryClient();
  const preview = useOperation(choice.preview);
  const made = useSchema(({ previewRestorePayload }) => previewRestorePayload)?.safeParse(
    preview.data?.input,
  );
  const start = useMutation({
    mutationFn: ({ path, input }: Work) => postJson(path, input, ({ operationDto }) => operationDto),
    onSuccess: (operation) => {
      client.setQueryData(["operation", operation.id], operation);
      onStarted(operation.id);
    },
  });
  const work = workOf(resourceId, choice);
  return {
    preview,
    /** What it was worked out for, as soon as that is known. */
    made: made?.data,
    /** A link can hold a preview beside a choice it does not belong to. */
    isOther: preview.data !== undefined && isForAnotherChoice(made?.data, choice),
    canStart: work !== null,
    isStarting: start.isPending,
    /** Started here, not come with the address: the eye follows it. */
    isFresh: start.isSuccess,
    startError: start.error,
    start: () => {
      if (work !== null) start.mutate(work);
    },
  };
}

type Made = z.output<typeof previewRestorePayload>;

function isForAnotherChoice(made: Made | undefined, choice: Choice): boolean {
  if (choice.undo !== null) return made?.undoOfId !== choice.undo;
  if (made === undefined || choice.target === null || made.undoOfId !== undefined) return true;
  return targetText(made.target) !== targetText(choice.target) || made.destination.kind !== choice.where;
}

interface Work {
  path: string;
  input: object;
}

function workOf(resourceId: string | undefined, choice: Choice): Work | null {
  if (choice.undo !== null) return { path: `/restores/${encodeURIComponent(choice.undo)}/undo`, input: {} };
  if (resourceId === undefined || choice.target === null) return null;
  const input = {
    resourceId,
    target: choice.target,
    destination: { kind: choice.where },
    ...(choice.repository === null ? {} : { repositoryId: choice.repository }),
    ...(choice.where === "in-place" && choice.wayBack !== null ? { wayBack: choice.wayBack } : {}),
  };
  return { path: "/restore-previews", input };
}
