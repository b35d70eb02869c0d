import { z } from "zod";
import { backupWords } from "#lib/backups/words.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { jsonValue } from "#lib/db/rows.ts";
import { capital } from "#lib/format/sentence.ts";
import { plannedSteps } from "#lib/operations/planned-steps.ts";
import {
  type ListedOperation,
  type OperationDto,
  type OperationKind,
  type OperationSummary,
  operationKinds,
  operationProgress,
} from "#lib/operations/schema.ts";
import { operationChangeRows, toOperationChange } from "#lib/operations/to-operation-change.ts";
import { kindWords } from "#lib/operations/words.ts";

const operationKind = z.enum(operationKinds);

export const operationSummaryRows = {
  resource: { select: { id: true, name: true } },
} satisfies Prisma.OperationInclude;

export const listedOperationRows = {
  ...operationSummaryRows,
  change: operationChangeRows,
} satisfies Prisma.OperationInclude;

export const operationRows = {
  ...listedOperationRows,
  resource: {
    select: {
      ...operationSummaryRows.resource.select,
      repositories: {
        select: { repositoryId: true, repository: { select: { name: true } } },
        orderBy: { position: "asc" },
      },
    },
  },
  steps: { orderBy: { position: "asc" } },
  slots: {
    select: {
      id: true,
      dueAtMicros: true,
      missedAt: true,
      policy: { select: { id: true, name: true } },
    },
    orderBy: { dueAtMicros: "desc" },
  },
} satisfies Prisma.OperationInclude;

type SummaryRow = Prisma.OperationGetPayload<{ include: typeof operationSummaryRows }>;
type ListedRow = Prisma.OperationGetPayload<{ include: typeof listedOperationRows }>;
type OperationRow = Prisma.OperationGetPayload<{ include: typeof operationRows }>;

const requestedBy = z.object({ name: z.string() });

export function toOperationSummary(row: SummaryRow): OperationSummary {
  const kind = operationKind.parse(row.kind);
  return {
    id: row.id,
    kind,
    status: row.status,
    title: title(kind, row.input, row.resource?.name ?? null),
    resource: row.resource && { id: row.resource.id, name: row.resource.name },
    requestedByName: requestedBy.parse(row.requestedBy).name,
    host: row.host,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    progress: row.progress === null ? null : operationProgress.parse(row.progress),
    error:
      row.errorMessage === null
        ? null
        : {
            code: row.errorCode ?? "INTERNAL",
            reason: row.errorReason,
            message: row.errorMessage,
            hint: row.errorHint,
          },
  };
}

export function toListedOperation(row: ListedRow): ListedOperation {
  return { ...toOperationSummary(row), change: toOperationChange(row.change) };
}

export function toOperationDto(row: OperationRow, usualMs: OperationDto["usualMs"]): OperationDto {
  const listed = toListedOperation(row);
  return {
    ...listed,
    attempt: row.attempt,
    waitingFor: row.status === "queued" ? row.waitingFor : null,
    progressAt: row.progressAt?.toISOString() ?? null,
    heartbeatAt: row.heartbeatAt?.toISOString() ?? null,
    isCancellable: row.isCancellable && (row.status === "queued" || row.status === "running"),
    cancelRequestedAt: row.cancelRequestedAt?.toISOString() ?? null,
    changeRequestId: row.changeRequestId,
    restoreId: row.change?.restore?.id ?? null,
    slot: toSlot(row.slots),
    input: jsonValue(row.input),
    result: jsonValue(row.result),
    steps: row.steps.map((step) => ({
      name: step.name,
      status: step.status,
      attempt: step.attempt,
      startedAt: step.startedAt.toISOString(),
      finishedAt: step.finishedAt?.toISOString() ?? null,
      result: jsonValue(step.result),
    })),
    plannedSteps: plannedSteps(listed.kind, {
      planText: row.change?.planText ?? null,
      repositoryNames: repositoryNames(row),
    }),
    usualMs,
  };
}

/** What it was started for is the newest; a missed one before it is made good by the way. */
function toSlot([newest, ...others]: OperationRow["slots"]): OperationDto["slot"] {
  if (!newest) return null;
  return {
    id: newest.id,
    policy: newest.policy,
    dueAtMicros: newest.dueAtMicros.toString(),
    madeGood: others.filter(({ missedAt }) => missedAt !== null).length,
  };
}

const inRepositories = z.object({ repositoryIds: z.array(z.string()) });

/** Those it was asked to go through, else all that its resource uses. */
function repositoryNames({ input, resource }: OperationRow): string[] {
  const used = resource?.repositories ?? [];
  const asked = inRepositories.safeParse(input).data?.repositoryIds;
  const ids = asked ?? used.map(({ repositoryId }) => repositoryId);
  return ids.flatMap((id) => used.find((each) => each.repositoryId === id)?.repository.name ?? []);
}

const typedInput = z.object({ type: z.string() });

function title(kind: OperationKind, input: unknown, resourceName: string | null): string {
  const type = typedInput.safeParse(input).data?.type;
  const what = kind === "backup" && type ? capital(backupWords(type)) : kindWords[kind];
  return resourceName ? `${what} of ${resourceName}` : what;
}
