import { readVerb } from "#lib/auth/verb.ts";
import { describeSchedule } from "./describe-schedule.ts";
import { assertSchedules } from "./rules.ts";
import { describePolicyInput } from "./schema.ts";

/** How schedules somebody is still writing read, and when they would run. */
export const describePolicy = readVerb("policy.read", describePolicyInput, async (ctx, { schedules }) => {
  assertSchedules(schedules);
  return { schedules: schedules.map((schedule) => describeSchedule(schedule, ctx.now())) };
});
