import { redirect } from "next/navigation";
import { pageContext } from "#app/page-context.ts";
import { verbsFor } from "#lib/auth/permissions.ts";
import { listChanges } from "#lib/changes/list-changes.ts";

const spoken = /^r-?([1-9]\d{0,8})$/i;

/** People say "R-118" of a request: an address that ends with it leads to the page of that request. */
export async function openByNumber(name: string): Promise<void> {
  const number = spoken.exec(name)?.[1];
  const ctx = await pageContext();
  if (number === undefined || ctx.actor.kind !== "user") return;
  if (!verbsFor(ctx.actor.roles).includes(listChanges.verb)) return;
  const [found] = (await listChanges(ctx, { number })).items;
  if (!found) return;
  redirect(found.restoreId === null ? `/retention/${found.change.id}` : `/restores/${found.restoreId}`);
}
