import type { Json } from "#lib/format/json.ts";

export const errorCodes = [
  "NOT_FOUND",
  "FORBIDDEN",
  "UNAUTHENTICATED",
  "CONFLICT",
  "INVALID",
  "PRECONDITION",
  "LIMIT",
  "ENGINE",
  "INTERNAL",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * The one error the program throws on purpose. `message` is a factual sentence that is safe to show,
 * `hint` says what to try next; neither ever holds a secret. `reason` is a stable word for code and tests
 * to branch on (never branch on `message`); `details` is what a program can go on from.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly reason: string | undefined;
  readonly details: Record<string, Json> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { hint?: string; reason?: string; details?: Record<string, Json>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.hint = options.hint;
    this.reason = options.reason;
    this.details = options.details;
  }
}

/** For where only one sentence has room: what happened, then what to try next. */
export function messageWithHint({ message, hint }: AppError): string {
  return hint ? `${message} ${hint}` : message;
}

/** The same of anything that was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof AppError) return messageWithHint(error);
  return error instanceof Error ? error.message : String(error);
}
