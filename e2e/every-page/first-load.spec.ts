import { expect, test } from "@playwright/test";
import { FIRST_LOAD_LIMIT_BYTES, firstLoads } from "#deploy/build/first-loads.ts";

test("no page asks for more program than the limit before it can be used", async () => {
  const loads = await firstLoads();
  expect(loads.length).toBeGreaterThan(20);
  expect(loads.filter(({ bytes }) => bytes > FIRST_LOAD_LIMIT_BYTES)).toEqual([]);
});
