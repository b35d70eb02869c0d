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
  const refusal = whyNotApprove(await approvalFacts(ctx, db, row));
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
  const now = ctx.now();
  const requester = await db.user.findUniqueOrThrow({ where: { id: row.requestedById } });
  const { actor } = ctx;
  const approverId = actor.kind === "user" || actor.kind === "token" ? actor.id : null;
  const approver = approverId
    ? await db.user.findUnique({
        where: { id: approverId },
        include: { roles: { where: { revokedAt: null } } },
      })
    : null;
  return {
    decision: row.decision,
    expiresAtMicros: BigInt(row.expiresAt.getTime()) * 1000n,
    now,
    requester: { id: requester.id, email: requester.email },
    editorIds: await findEditors(db, row),
    approver: {
      kind: actor.kind,
      id: approver?.id ?? "",
      email: approver?.email ?? "",
      isActive: approver?.isActive ?? false,
      roles: approver?.roles.map((grant) => grant.role) ?? [],
      tiedToIds: approver ? await findTies(db, approver.id, now) : [],
    },
    approverHasVoted: row.approvals.some((approval) => approval.userId === approverId),
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
