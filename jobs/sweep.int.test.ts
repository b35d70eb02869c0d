import { afterAll, beforeAll, expect, test } from "vitest";
import { type Envelope, openEnvelope } from "#e2e/fixtures/envelope.ts";
import { sweep } from "#jobs/sweep.ts";
import { countAttempt } from "#lib/auth/rate-limit.ts";

let bench: Envelope;
beforeAll(async () => {
  bench = await openEnvelope();
});
afterAll(() => bench.close());

test("addresses that a stranger made up are forgotten after a day, and guesses that still count are not", async () => {
  const { control, operator, one } = bench;
  const rule = { limit: 2, windowSeconds: 86_400 };
  const attempt = (key: string) => countAttempt(operator.ctx.db, control.clock.now(), key, rule);
  for (const name of ["one", "two", "three"]) await attempt(`sign-in:203.0.113.1:${name}@example.org`);
  control.clock.advance({ days: 2 });
  await attempt("sign-in:203.0.113.1");
  await attempt("sign-in:203.0.113.1");
  await sweep(one);
  const left = await control.owner.rateLimit.findMany({ select: { key: true } });
  expect(left).toEqual([{ key: "sign-in:203.0.113.1" }]);
  await expect(attempt("sign-in:203.0.113.1")).rejects.toMatchObject({ code: "LIMIT" });
});
