"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { postJson } from "#components/data/api.ts";
import { useOperation } from "#components/data/use-operation.ts";
import { useSchema } from "#components/data/use-schema.ts";
import { targetText } from "#components/restores/target-text.ts";
import type { previewRestoreInput } from "#lib/restores/schema.ts";
import type { Choice } from "./use-choice.ts";

/** What the worker worked out for a choice, and how to have that done. */
export function usePreview(
  resourceId: string | undefined,
  choice: Choice,
  onStarted: (operationId: string) => void,
) {
  const client = useQueryClient();
  const preview = useOperation(choice.preview);
  const made = useSchema(({ previewRestoreInput }) => previewRestoreInput)?.safeParse(preview.data?.input);
  const start = useMutation({
    mutationFn: (input: object) => postJson("/restore-previews", input, ({ operationDto }) => operationDto),
    onSuccess: (operation) => {
      client.setQueryData(["operation", operation.id], operation);
      onStarted(operation.id);
    },
  });
  const input = resourceId === undefined ? null : previewInput(resourceId, choice);
  return {
    preview,
    /** What it was worked out for, as soon as that is known. */
    made: made?.data,
    /** A link can hold a preview beside a choice it does not belong to. */
    isOther: choice.undo === null && preview.data !== undefined && isForAnotherChoice(made?.data, choice),
    canStart: input !== null,
    isStarting: start.isPending,
    /** Started here, not come with the address: the eye follows it. */
    isFresh: start.isSuccess,
    startError: start.error,
    start: () => {
      if (input !== null) start.mutate(input);
    },
    startAgain: () => {
      if (choice.undo !== null && made?.success) start.mutate(made.data);
      else if (input !== null) start.mutate(input);
    },
  };
}

type Made = z.output<typeof previewRestoreInput>;

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
