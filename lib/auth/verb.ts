import type { z } from "zod";
import { nameSubject } from "#lib/audit/name-subject.ts";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { authorize } from "#lib/auth/authorize.ts";
import type { Verb } from "#lib/auth/permissions.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";

/** A domain verb: what the UI and the API call, and jobs when they start something. */
export interface DomainVerb<Input, Output> {
  (ctx: Context, input: Input): Promise<Output>;
  readonly verb: Verb;
  readonly writes: boolean;
  readonly schema: z.ZodType;
  /** The same with input nobody has looked at yet. */
  fromUnknown(ctx: Context, input: unknown): Promise<Output>;
}

/**
 * A verb that changes something: authorize, parse, then one transaction for state, audit and queue.
 * A refusal is audited on its own, after the transaction rolled back (T20, T22). `before` is for what must stay
 * when the transaction rolls back, and for slow work: a second connection asked for inside a transaction can
 * exhaust the pool and stop everybody.
 */
export function writeVerb<Schema extends z.ZodType, Output>(
  verb: Verb,
  schema: Schema,
  run: (ctx: Context, tx: Transaction, input: z.output<Schema>) => Promise<Output>,
  before?: (ctx: Context, input: z.output<Schema>) => Promise<void>,
): DomainVerb<z.input<Schema>, Output> {
  const call = async (ctx: Context, raw: unknown) => {
    try {
      authorize(ctx, verb);
      const input = parseInput(schema, raw);
      await before?.(ctx, input);
      return await ctx.db.$transaction((tx) => run(ctx, tx, input));
    } catch (error) {
      if (error instanceof AppError && error.code === "FORBIDDEN") await recordDenial(ctx, verb, raw, error);
      throw error;
    }
  };
  return Object.assign((ctx: Context, input: z.input<Schema>) => call(ctx, input), {
    verb,
    writes: true,
    schema,
    fromUnknown: call,
  });
}

/** A verb that only reads. Being refused is written down all the same (T22). */
export function readVerb<Schema extends z.ZodType, Output>(
  verb: Verb,
  schema: Schema,
  run: (ctx: Context, input: z.output<Schema>) => Promise<Output>,
): DomainVerb<z.input<Schema>, Output> {
  const call = async (ctx: Context, raw: unknown) => {
    try {
      authorize(ctx, verb);
    } catch (error) {
      if (error instanceof AppError && error.code === "FORBIDDEN") await recordDenial(ctx, verb, raw, error);
      throw error;
    }
    return run(ctx, parseInput(schema, raw));
  };
  return Object.assign((ctx: Context, input: z.input<Schema>) => call(ctx, input), {
    verb,
    writes: false,
    schema,
    fromUnknown: call,
  });
}

function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  if (!isStorable(raw)) {
    throw new AppError("INVALID", "The text contains characters that cannot be stored.", { reason: "input" });
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  throw new AppError("INVALID", issues.map((issue) => `${issue.path}: ${issue.message}`).join(" "), {
    reason: "input",
    cause: { issues },
  });
}

/** PostgreSQL stores no zero byte, and half of a character pair is no text in any encoding. */
function isStorable(value: unknown): boolean {
  if (typeof value === "string") return !value.includes("\0") && value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, each]) => isStorable(key) && isStorable(each));
}

/** Denied attempts are entries too (T22), written on their own: there is no change they could belong to. */
export async function recordDenial(ctx: Context, verb: Verb, raw: unknown, error: AppError): Promise<void> {
  const id =
    typeof raw === "object" && raw !== null && "id" in raw && typeof raw.id === "string" ? raw.id : null;
  const type = verb.split(".")[0] ?? verb;
  await recordAudit(ctx.db, ctx, {
    action: "access.deny",
    outcome: "denied",
    subject: { type, id, name: await nameSubject(ctx.db, type, id) },
    details: { verb, reason: error.reason ?? null, message: error.message },
  });
}
