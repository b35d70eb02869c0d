import { z } from "zod";
import { changeSubjects } from "#lib/changes/change-subjects.ts";
import { planFingerprint } from "#lib/changes/plan.ts";
import {
  APPROVER_TIES_MICROS,
  type ApprovalFacts,
  MAKER_EDIT_MICROS,
  whyNotApprove,
} from "#lib/changes/rules.ts";
import { type ChangeDto, type ChangeKind, changeKinds, rejectReasons } from "#lib/changes/schema.ts";
import type { Context } from "#lib/context.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";

export const changeRows = {
  approvals: { orderBy: { createdAt: "asc" } },
} satisfies Prisma.ChangeRequestInclude;

export type ChangeRow = Prisma.ChangeRequestGetPayload<{ include: typeof changeRows }>;

const requesterSnapshot = z.object({ id: z.string(), name: z.string(), email: z.string() });

/** Audit actions that make their actor a maker of later changes of what they edited (T4). */
const EDITS = [
  "resource.create",
  "resource.update",
  "resource.setUp",
  "repository.create",
  "policy.create",
  "policy.update",
  "policy.attach",
];

export async function loadChangeRow(db: Database | Transaction, id: string): Promise<ChangeRow> {
  const row = await db.changeRequest.findUnique({ where: { id }, include: changeRows });
  if (!row) throw new AppError("NOT_FOUND", "There is no such change request.");
  return row;
}

export async function toChangeDto(
  ctx: Context,
  db: Database | Transaction,
  row: ChangeRow,
): Promise<ChangeDto> {
  return describeChange(ctx, db, row, await loadApprover(ctx, db));
}

/** The same for a page of them: who is asking is looked up once. */
export async function toChangeDtos(
  ctx: Context,
  db: Database | Transaction,
  rows: ChangeRow[],
): Promise<ChangeDto[]> {
  const approver = await loadApprover(ctx, db);
  const changes = [];
  for (const row of rows) changes.push(await describeChange(ctx, db, row, approver));
  return changes;
}

async function describeChange(
  ctx: Context,
  db: Database | Transaction,
  row: ChangeRow,
  approver: ApprovalFacts["approver"],
): Promise<ChangeDto> {
  const refusal = whyNotApprove(await factsFor(ctx, db, row, approver));
  const requestedBy = requesterSnapshot.parse(row.requestedBy);
  return {
    id: row.id,
    number: row.number,
    kind: changeKind(row),
    decision: isOverdue(row, ctx.now()) ? "expired" : row.decision,
    planHash: row.planHash,
    planFingerprint: planFingerprint(row.planHash),
    reason: row.reason,
    requestedBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    approvalExpiresAt: row.approvalExpiresAt?.toISOString() ?? null,
    requiredApprovals: row.requiredApprovals,
    approvals: row.approvals.map((approval) => ({
      userId: approval.userId,
      name: approval.name,
      email: approval.email,
      vote: approval.vote,
      rejectReason: z.enum(rejectReasons).nullable().parse(approval.rejectReason),
      comment: approval.comment,
      createdAt: approval.createdAt.toISOString(),
    })),
    mayApprove: { allowed: refusal === null, why: refusal?.sentence ?? null },
    mayCancel:
      row.decision === "requested" &&
      !isOverdue(row, ctx.now()) &&
      ctx.actor.kind === "user" &&
      ctx.actor.id === row.requestedById,
  };
}

/** Only verbs of this program write the column. */
export function changeKind(row: Pick<ChangeRow, "kind">): ChangeKind {
  return z.enum(changeKinds).parse(row.kind);
}

/** Expiry does not wait for the sweep that writes it down. */
export function isOverdue(row: Pick<ChangeRow, "decision" | "expiresAt">, now: bigint): boolean {
  return row.decision === "requested" && row.expiresAt <= toDate(now);
}

/** Everything `whyNotApprove` needs, read now: roles and ties are never taken from the session (T6). */
export async function approvalFacts(
  ctx: Context,
  db: Database | Transaction,
  row: ChangeRow,
): Promise<ApprovalFacts> {
  return factsFor(ctx, db, row, await loadApprover(ctx, db));
}

async function factsFor(
  ctx: Context,
  db: Database | Transaction,
  row: ChangeRow,
  approver: ApprovalFacts["approver"],
): Promise<ApprovalFacts> {
  const now = ctx.now();
  // Once it is decided or has run out, nobody can vote, whoever edited what: most rows of a long list.
  const isOpen = row.decision === "requested" && !isOverdue(row, now);
  const { email } = isOpen
    ? await db.user.findUniqueOrThrow({ where: { id: row.requestedById }, select: { email: true } })
    : requesterSnapshot.parse(row.requestedBy);
  return {
    decision: row.decision,
    expiresAtMicros: BigInt(row.expiresAt.getTime()) * 1000n,
    now,
    requester: { id: row.requestedById, email },
    editorIds: isOpen ? await findEditors(db, row) : [],
    approver,
    approverHasVoted: row.approvals.some(({ userId }) => userId === approver.id),
  };
}

/** The person asking; of anybody else only that they are not one. */
async function loadApprover(ctx: Context, db: Database | Transaction): Promise<ApprovalFacts["approver"]> {
  const { actor } = ctx;
  const approver =
    actor.kind === "user" || actor.kind === "token"
      ? await db.user.findUnique({
          where: { id: actor.id },
          include: { roles: { where: { revokedAt: null } } },
        })
      : null;
  return {
    kind: actor.kind,
    id: approver?.id ?? "",
    email: approver?.email ?? "",
    isActive: approver?.isActive ?? false,
    roles: approver?.roles.map((grant) => grant.role) ?? [],
    tiedToIds: approver ? await findTies(db, approver.id, ctx.now()) : [],
  };
}

async function findEditors(db: Database | Transaction, row: ChangeRow): Promise<string[]> {
  const { resourceIds, policyIds } = await changeSubjects(db, row);
  const repositories = await db.resourceRepository.findMany({ where: { resourceId: { in: resourceIds } } });
  const requestedAt = BigInt(row.createdAt.getTime()) * 1000n;
  const edits = await db.auditEntry.findMany({
    where: {
      action: { in: EDITS },
      outcome: "done",
      subjectId: {
        in: [...resourceIds, ...policyIds, ...repositories.map(({ repositoryId }) => repositoryId)],
      },
      atMicros: { gte: requestedAt - MAKER_EDIT_MICROS },
      actorId: { not: null },
    },
    select: { actorId: true },
    distinct: ["actorId"],
  });
  return edits.flatMap(({ actorId }) => (actorId === null ? [] : [actorId]));
}

async function findTies(db: Database | Transaction, userId: string, now: bigint): Promise<string[]> {
  const since = toDate(now - APPROVER_TIES_MICROS);
  const grants = await db.roleGrant.findMany({
    where: { userId, role: "manager", grantedAt: { gte: since }, grantedBy: { not: null } },
  });
  const links = await db.signInLink.findMany({
    where: { userId, createdAt: { gte: since }, issuedBy: { not: null } },
  });
  return [...grants.map((grant) => grant.grantedBy), ...links.map((link) => link.issuedBy)].flatMap((id) =>
    id === null ? [] : [id],
  );
}
