import { z } from "zod";
import { findEditors } from "#lib/changes/find-editors.ts";
import { planFingerprint } from "#lib/changes/plan.ts";
import { APPROVER_TIES_MICROS, type ApprovalFacts, whyNotApprove } from "#lib/changes/rules.ts";
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

const kinds = z.enum(changeKinds);
const rejectReason = z.enum(rejectReasons).nullable();
const requesterSnapshot = z.object({ id: z.string(), name: z.string(), email: z.string() });

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
  return describeChange(ctx, row, await approvalFacts(ctx, db, row));
}

/** The same for a page of them, with a number of queries that does not grow with it. In the order of the rows. */
export async function toChangeDtos(
  ctx: Context,
  db: Database | Transaction,
  rows: ChangeRow[],
): Promise<ChangeDto[]> {
  const factsOf = await loadFacts(ctx, db, rows);
  return rows.map((row) => describeChange(ctx, row, factsOf(row)));
}

function describeChange(ctx: Context, row: ChangeRow, facts: ApprovalFacts): ChangeDto {
  const refusal = whyNotApprove(facts);
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
      rejectReason: rejectReason.parse(approval.rejectReason),
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
  return kinds.parse(row.kind);
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
  return (await loadFacts(ctx, db, [row]))(row);
}

async function loadFacts(
  ctx: Context,
  db: Database | Transaction,
  rows: ChangeRow[],
): Promise<(row: ChangeRow) => ApprovalFacts> {
  const now = ctx.now();
  const approver = await loadApprover(ctx, db);
  // Once it is decided or has run out, nobody can vote, whoever edited what: most rows of a long list.
  const open = rows.filter((row) => row.decision === "requested" && !isOverdue(row, now));
  const requesters = await loadRequesters(db, open);
  const editors = await findEditors(db, open);
  return (row) => ({
    decision: row.decision,
    expiresAtMicros: BigInt(row.expiresAt.getTime()) * 1000n,
    now,
    requester: {
      id: row.requestedById,
      email: requesters.get(row.requestedById) ?? requesterSnapshot.parse(row.requestedBy).email,
    },
    editorIds: editors.get(row) ?? [],
    approver,
    approverHasVoted: row.approvals.some(({ userId }) => userId === approver.id),
  });
}

/** The address each has by now; everybody who may still be voted on is found. */
async function loadRequesters(db: Database | Transaction, open: ChangeRow[]): Promise<Map<string, string>> {
  if (open.length === 0) return new Map();
  const ids = new Set(open.map(({ requestedById }) => requestedById));
  const users = await db.user.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, email: true },
  });
  if (users.length < ids.size) throw new AppError("INTERNAL", "Somebody who made a request is not known.");
  return new Map(users.map(({ id, email }) => [id, email]));
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
