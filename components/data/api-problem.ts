interface ProblemBody {
  code: string;
  detail: string;
  hint?: string;
  reason?: string;
  issues?: ApiIssue[];
}

export interface ApiIssue {
  path: string;
  message: string;
}

/** What the API answered instead of a result; `status` 0 means that no answer came at all. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string | null;
  readonly reason: string | null;
  /** Which inputs were refused, by their path in the body. */
  readonly issues: ApiIssue[];

  constructor(status: number, problem: ProblemBody, options: { cause?: unknown } = {}) {
    super(problem.detail, options);
    this.name = "ApiProblem";
    this.status = status;
    this.code = problem.code;
    this.hint = problem.hint ?? null;
    this.reason = problem.reason ?? null;
    this.issues = problem.issues ?? [];
  }

  static unreachable(cause: unknown): ApiProblem {
    return new ApiProblem(
      0,
      {
        code: "UNREACHABLE",
        detail: "Holdfast did not answer.",
        hint: "Check your connection. Nothing you entered is lost; backups go on without this page.",
      },
      { cause },
    );
  }

  static fromAnswer(status: number, body: unknown): ApiProblem {
    const problem = readProblem(body);
    if (problem) return new ApiProblem(status, problem);
    return new ApiProblem(status, {
      code: `HTTP_${status}`,
      detail: `Holdfast answered with status ${status} and no explanation.`,
      hint: "Try again. If it stays like this, look at the log of the web process.",
    });
  }
}

/** Whether the address asked for what is not there or cannot be: asking again gets the same answer. */
export function isNowhere({ status }: ApiProblem): boolean {
  return status === 400 || status === 404;
}

/** Whatever was thrown, in words that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error.code === SESSION_OVER ? sessionOver(error) : error;
  return new ApiProblem(
    -1,
    {
      code: "INTERNAL",
      detail: "This page could not understand the answer.",
      hint: "Reload the page. If it stays like this, the page and the server may be of different versions.",
    },
    { cause: error },
  );
}

/** What the console is refused with once its session has ended. */
export const SESSION_OVER = "UNAUTHENTICATED";

/** It stays on the page while somebody signs in again in place: true before and after. */
function sessionOver(cause: ApiProblem): ApiProblem {
  const detail = "The session had ended, so nothing was done.";
  const hint = "Once you are signed in again, do it once more.";
  return new ApiProblem(cause.status, { code: SESSION_OVER, detail, hint }, { cause });
}

/** By hand: what went wrong must be readable also when nothing more can be loaded. Null for anything else. */
function readProblem(body: unknown): ProblemBody | null {
  if (!isRecord(body) || typeof body.code !== "string" || typeof body.detail !== "string") return null;
  return {
    code: body.code,
    detail: body.detail,
    ...(typeof body.hint === "string" ? { hint: body.hint } : {}),
    ...(typeof body.reason === "string" ? { reason: body.reason } : {}),
    ...(Array.isArray(body.issues) ? { issues: body.issues.flatMap(readIssue) } : {}),
  };
}

/** The path as dotted text, the way form fields are named. */
function readIssue(issue: unknown): ApiIssue[] {
  if (!isRecord(issue) || typeof issue.message !== "string") return [];
  const { path = "", message } = issue;
  return [{ path: Array.isArray(path) ? path.join(".") : String(path), message }];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
