import { ApiProblem, isRecord } from "./api-problem.ts";

const base = "/api/auth";

/**
 * The form-encoded requests of next-auth with its CSRF token. Its own client would bring a second session
 * store and cannot show the API's problems. Throws ApiProblem for those and when nothing answers.
 */
export async function postAuthForm(
  path: string,
  values: Record<string, string>,
): Promise<{ status: number; error: string | null }> {
  const csrf = await reach(`${base}/csrf`, {});
  const csrfToken = textOf(await csrf.json().catch(() => null), "csrfToken");
  if (csrfToken === null) throw ApiProblem.fromAnswer(csrf.status, null);
  const response = await reach(base + path, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...values, csrfToken, callbackUrl: location.origin, json: "true" }),
  });
  if (response.headers.get("content-type")?.startsWith("application/problem+json")) {
    throw ApiProblem.fromAnswer(response.status, await response.json());
  }
  // The reason of a refusal is in the address that next-auth would have gone to.
  const url = textOf(await response.json().catch(() => null), "url");
  const error = url !== null && URL.canParse(url) ? new URL(url).searchParams.get("error") : null;
  return { status: response.status, error };
}

function textOf(answer: unknown, name: string): string | null {
  const value = isRecord(answer) ? answer[name] : null;
  return typeof value === "string" ? value : null;
}

function reach(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, credentials: "same-origin", cache: "no-store" }).catch((error: unknown) => {
    throw ApiProblem.unreachable(error);
  });
}
