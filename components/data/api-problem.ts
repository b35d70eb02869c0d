import { z } from "zod";

/** As dotted text, the way form fields are named. */
const issuePath = z
  .union([z.string(), z.array(z.union([z.string(), z.number()])).transform((path) => path.join("."))])
  .default("");

const problemBody = z.object({
  code: z.string(),
  detail: z.string(),
  hint: z.string().optional(),
  reason: z.string().optional(),
  issues: z.array(z.object({ path: issuePath, message: z.string() })).optional(),
});

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

  constructor(
    status: number,
    problem: { code: string; detail: string; hint?: string; reason?: string; issues?: ApiIssue[] },
    options: { cause?: unknown } = {},
  ) {
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
    const parsed = problemBody.safeParse(body);
    if (parsed.success) return new ApiProblem(status, withoutUndefined(parsed.data));
    return new ApiProblem(status, {
      code: `HTTP_${status}`,
      detail: `Holdfast answered with status ${status} and no explanation.`,
      hint: "Try again. If it stays like this, look at the log of the web process.",
    });
  }
}

/** Whatever was thrown, in words that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
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

function withoutUndefined(body: z.infer<typeof problemBody>) {
  const { code, detail, hint, reason, issues } = body;
  return {
    code,
    detail,
    ...(hint === undefined ? {} : { hint }),
    ...(reason === undefined ? {} : { reason }),
    ...(issues === undefined ? {} : { issues }),
  };
}
