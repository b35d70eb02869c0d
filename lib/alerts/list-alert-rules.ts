import { z } from "zod";
import { alertCatalogue } from "#lib/alerts/catalogue.ts";
import { alertRuleIds } from "#lib/alerts/schema.ts";
import { readVerb } from "#lib/auth/verb.ts";

/** The catalogue, with how many alerts of each rule are firing. */
export const listAlertRules = readVerb("alert.read", z.object({}), async (ctx) => {
  const firing = await ctx.db.alert.groupBy({ by: ["rule"], where: { state: "firing" }, _count: true });
  return {
    items: alertRuleIds.map((id) => {
      const { title, severity, explanation, forSeconds } = alertCatalogue[id];
      const firingCount = firing.find(({ rule }) => rule === id)?._count ?? 0;
      return { id, title, severity, explanation, forSeconds, firingCount };
    }),
  };
});
