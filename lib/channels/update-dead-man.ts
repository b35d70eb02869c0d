import { recordAudit } from "#lib/audit/record-audit.ts";
import { writeVerb } from "#lib/auth/verb.ts";
import { assertWebAddress } from "#lib/channels/assert-address.ts";
import { loadDeadMan } from "#lib/channels/load-dead-man.ts";
import { updateDeadManInput } from "#lib/channels/schema.ts";
import { DEAD_MAN_COLUMN, DEAD_MAN_ID } from "#lib/channels/secrets.ts";
import { sealSecret } from "#lib/secrets/seal.ts";

/** Sets the address that is called while all is well, sealed; null switches it off and forgets the address. */
export const updateDeadMan = writeVerb("deadMan.update", updateDeadManInput, async (ctx, tx, input) => {
  const { url, allowPrivate } = input;
  const host = url === null ? "" : assertWebAddress(url, allowPrivate, "url");
  const place = { rowId: DEAD_MAN_ID, column: DEAD_MAN_COLUMN };
  const secrets = url === null ? "" : await sealSecret(await ctx.installation.publicKey(), place, url);
  const data = { secrets, host, isEnabled: url !== null, allowPrivate };
  await tx.deadManSwitch.upsert({
    where: { id: DEAD_MAN_ID },
    create: { id: DEAD_MAN_ID, ...data },
    update: data,
    select: { id: true },
  });
  await recordAudit(tx, ctx, {
    action: "deadMan.update",
    subject: { type: "deadMan", id: null, name: null },
    details: { host: url === null ? "none" : host, allowPrivate },
  });
  return loadDeadMan(tx);
});
