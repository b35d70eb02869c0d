import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { actorName } from "#lib/context.ts";
import { toDate } from "#lib/db/rows.ts";
import { AppError } from "#lib/errors.ts";
import { loadHolds } from "#lib/retention/load-holds.ts";
import { type HoldDto, releaseHoldInput } from "#lib/retention/schema.ts";

/** Lets a held set follow the policy again. What an open restore needs is let go when that ends, not before. */
export const releaseHold = writeVerb(
  "hold.release",
  releaseHoldInput,
  async (ctx, tx, input): Promise<HoldDto> => {
    const [hold] = await loadHolds(tx, ctx.now(), { id: input.id });
    if (!hold) throw new AppError("NOT_FOUND", "There is no such hold, or it has ended.");
    const released = await tx.hold.updateMany({
      where: { id: input.id, releasedAt: null, restoreId: null },
      data: { releasedAt: toDate(ctx.now()), releasedFor: `${actorName(ctx.actor)}: ${input.reason}` },
    });
    if (released.count !== 1) {
      throw new AppError("CONFLICT", "An open request for a restore needs this set.", {
        hint: "The hold ends with that request; withdraw or reject it first.",
        reason: "held-by-request",
      });
    }
    await recordAudit(tx, ctx, {
      action: "hold.release",
      subject: { type: "resource", id: hold.resource.id, name: hold.resource.name },
      resourceId: hold.resource.id,
      details: { holdId: hold.id, label: hold.label, reason: input.reason, heldFor: hold.reason },
    });
    return hold;
  },
);
