import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import type { Context } from "#lib/context.ts";
import { jsonColumn, toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { DAY_MICROS } from "#lib/retention/calendar.ts";
import { loadHolds } from "#lib/retention/load-holds.ts";
import { createHoldInput, type HoldDto } from "#lib/retention/schema.ts";

/** Keeps one backup set, all it needs and its WAL, whatever the policy says. */
export const createHold = writeVerb(
  "hold.create",
  createHoldInput,
  async (ctx, tx, input): Promise<HoldDto> => {
    const set = await tx.backupSet.findUnique({
      where: { id: input.setId },
      include: { resource: { select: { id: true, name: true } } },
    });
    if (!set) throw new AppError("NOT_FOUND", "There is no such backup set.");
    if (set.state !== "present") {
      throw new AppError("PRECONDITION", `${set.label} is ${set.state}: there is nothing left to hold.`, {
        reason: "not-present",
      });
    }
    const now = ctx.now();
    const hold = await tx.hold.create({
      data: {
        resourceId: set.resourceId,
        repositoryId: set.repositoryId,
        label: set.label,
        reason: input.reason,
        owner: jsonColumn(ownerOf(ctx)),
        createdAt: toDate(now),
        expiresAt: input.days === undefined ? null : toDate(now + BigInt(input.days) * DAY_MICROS),
      },
    });
    await recordAudit(tx, ctx, {
      action: "hold.create",
      subject: { type: "resource", id: set.resource.id, name: set.resource.name },
      resourceId: set.resource.id,
      details: { holdId: hold.id, label: set.label, reason: input.reason, days: input.days ?? null },
    });
    const [created] = await loadHolds(tx, now, { id: hold.id });
    if (!created) throw new AppError("INTERNAL", "The hold could not be read back.");
    return created;
  },
);

function ownerOf({ actor }: Context): { id: string; name: string } {
  if (actor.kind === "user") return { id: actor.id, name: actor.name };
  throw new AppError("FORBIDDEN", "A hold is placed by a signed-in person.", { reason: "not-a-person" });
}
