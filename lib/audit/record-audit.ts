import canonicalize from "canonicalize";
import type { AuditAction, AuditOutcome } from "#lib/audit/actions.ts";
import { type Actor, actorName, type Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import type { Json } from "#lib/format/json.ts";
import { v7 } from "#lib/format/uuid.ts";

export interface AuditInput {
  action: AuditAction;
  outcome?: AuditOutcome;
  subject?: { type: string; id: string | null; name: string | null };
  resourceId?: string | null;
  /** Facts of the entry. Never a secret. */
  details?: Json;
}

/**
 * Writes one entry in the caller's transaction (T20): if this fails, so does the change it describes.
 * `canonical` holds the exact bytes (RFC 8785) that a verifier hashes; the other columns only repeat them.
 */
export async function recordAudit(tx: Transaction, ctx: Author, input: AuditInput): Promise<void> {
  await tx.auditEntry.create({ data: entry(ctx, input), select: { id: true } });
}

/** The same for many at once, in this order. */
export async function recordAudits(tx: Transaction, ctx: Author, inputs: AuditInput[]): Promise<void> {
  const entries = inputs.map((input) => {
    const { canonical, atMicros, ...row } = entry(ctx, input);
    return { ...row, atMicros: atMicros.toString(), canonical: canonical.toString("utf8") };
  });
  await tx.$executeRaw`
    INSERT INTO audit_entries (id, at_micros, action, outcome, actor_id, actor_name, actor_kind, subject_type,
      subject_id, subject_name, resource_id, canonical)
    SELECT id, "atMicros", action, outcome, "actorId", "actorName", "actorKind", "subjectType", "subjectId",
      "subjectName", "resourceId", convert_to(canonical, 'UTF8')
    FROM ROWS FROM (json_to_recordset(${JSON.stringify(entries)}::json) AS (id uuid, "atMicros" bigint, action text,
      outcome text, "actorId" text, "actorName" text, "actorKind" text, "subjectType" text, "subjectId" text,
      "subjectName" text, "resourceId" text, canonical text)) WITH ORDINALITY AS row ORDER BY ordinality`;
}

type Author = Pick<Context, "actor" | "now" | "address">;

function entry(ctx: Author, input: AuditInput) {
  const id = v7();
  const atMicros = ctx.now();
  const actor = snapshot(ctx.actor);
  const outcome = input.outcome ?? "done";
  const canonical = canonicalize({
    version: "audit/v1",
    id,
    atMicros: atMicros.toString(),
    action: input.action,
    outcome,
    actor,
    address: ctx.address,
    subject: input.subject ?? null,
    resourceId: input.resourceId ?? null,
    details: input.details ?? null,
  });
  if (canonical === undefined) throw new AppError("INTERNAL", "An audit entry could not be written down.");
  return {
    id,
    atMicros,
    action: input.action,
    outcome,
    actorId: actor.id,
    actorName: actor.name,
    actorKind: actor.kind,
    subjectType: input.subject?.type ?? null,
    subjectId: input.subject?.id ?? null,
    subjectName: input.subject?.name ?? null,
    resourceId: input.resourceId ?? null,
    canonical: Buffer.from(canonical, "utf8"),
  };
}

function snapshot(actor: Actor) {
  switch (actor.kind) {
    case "user":
      return { id: actor.id, name: actor.name, email: actor.email, roles: actor.roles, kind: "user" };
    case "token":
      return {
        id: actor.id,
        name: actor.name,
        email: actor.email,
        roles: actor.roles,
        tokenId: actor.tokenId,
        kind: "token",
      };
    case "system":
      return { id: null, name: actor.name, kind: "system" };
    case "anonymous":
      return { id: null, name: actorName(actor), kind: "user" };
  }
}
