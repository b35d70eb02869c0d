import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import type { Account } from "./accounts.ts";
import type { DemoPlace } from "./demo-place.ts";
import type { Environment } from "./environment-file.ts";
import { minimalEnvironment, nodeCommand } from "./processes.ts";
import { runAs } from "./run-as.ts";

const outcomeSchema = z.object({
  links: z.array(
    z.object({ name: z.string(), email: z.string(), roles: z.array(z.string()), url: z.string() }),
  ),
  resourceId: z.string().nullish(),
  operations: z.array(z.string()).default([]),
});

export type FirstStart = z.infer<typeof outcomeSchema>;

/**
 * Makes sure that there are people who can sign in and, with `demo`, that it is protected. Runs as the web process
 * would: it needs no key and no cluster.
 */
export async function runFirstStart(
  account: Account | null,
  program: string,
  web: Environment,
  demo: DemoPlace | null,
): Promise<FirstStart> {
  const env = {
    ...minimalEnvironment("/"),
    ...web,
    ...(demo ? { HOLDFAST_DEMO: JSON.stringify(demo) } : {}),
  };
  const { stdout } = await runAs(account, nodeCommand(program, "first-start.mjs"), {
    env,
    timeoutMs: 120_000,
  });
  const parsed = outcomeSchema.safeParse(parseLastLine(stdout));
  if (parsed.success) return parsed.data;
  throw new AppError("INTERNAL", "The first start did not say what it made.", { cause: parsed.error });
}

function parseLastLine(text: string): unknown {
  try {
    return JSON.parse(text.trim().split("\n").at(-1) ?? "");
  } catch {
    return null;
  }
}
