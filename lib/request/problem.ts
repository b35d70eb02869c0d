import { AppError, type ErrorCode } from "#lib/errors.ts";

const STATUS: Record<ErrorCode, number> = {
  INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  PRECONDITION: 412,
  LIMIT: 429,
  ENGINE: 502,
  INTERNAL: 500,
};

/** The one place where an error becomes HTTP (RFC 9457). Anything unexpected is logged and told without details. */
export function toProblem(error: unknown, instance: string): Response {
  const known =
    error instanceof AppError
      ? error
      : new AppError("INTERNAL", "Something went wrong inside Holdfast.", {
          hint: "Nothing was changed by this request. Try again; if it stays, look at the web log.",
        });
  if (known.code === "INTERNAL") {
    console.error(
      JSON.stringify({ level: "error", at: instance, message: String(error), stack: stackOf(error) }),
    );
  }
  return Response.json(
    {
      type: `about:blank#${known.reason ?? known.code.toLowerCase()}`,
      title: known.code,
      status: STATUS[known.code],
      code: known.code,
      detail: known.message,
      hint: known.hint,
      reason: known.reason,
      issues: issuesOf(known.cause),
      instance,
    },
    {
      status: STATUS[known.code],
      headers: { "content-type": "application/problem+json", "cache-control": "no-store" },
    },
  );
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}

function issuesOf(cause: unknown): unknown {
  return typeof cause === "object" && cause !== null && "issues" in cause ? cause.issues : undefined;
}
