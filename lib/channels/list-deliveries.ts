import { z } from "zod";
import { readVerb } from "#lib/auth/verb.ts";
import { listDeliveriesInput } from "#lib/channels/schema.ts";
import { deliveryRows, toDeliveryDtos } from "#lib/channels/to-delivery-dto.ts";
import { decodeCursor, encodeCursor } from "#lib/format/cursor.ts";

/** Newest first, by keyset. */
export const listDeliveries = readVerb("channel.read", listDeliveriesInput, async (ctx, input) => {
  const after = decodeCursor(input.cursor, z.iso.datetime());
  const createdAt = after ? new Date(after.sortValue) : null;
  const rows = await ctx.db.delivery.findMany({
    where: {
      channelId: input.channelId,
      alertId: input.alertId,
      state: input.state,
      ...(after && createdAt
        ? { createdAt: { lte: createdAt }, OR: [{ createdAt: { lt: createdAt } }, { id: { lt: after.id } }] }
        : {}),
    },
    include: deliveryRows,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: input.limit + 1,
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: await toDeliveryDtos(ctx.db, page),
    nextCursor:
      rows.length > input.limit && last ? encodeCursor(last.createdAt.toISOString(), last.id) : null,
  };
});
