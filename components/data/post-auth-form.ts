import { z } from "zod";
import { ApiProblem } from "./api-problem.ts";

const base = "/api/auth";
/** next-auth puts the reason of a refusal into the address it would have gone to. */
const formAnswer = z.object({ url: z.string() });
const csrfAnswer = z.object({ csrfToken: z.string() });

/**
 * The form-encoded requests of next-auth with its CSRF token. Its own client would bring a second session
 * store and cannot show the API's problems. Throws ApiProblem for those and when nothing answers.
 */
export async function postAuthForm(
  path: string,
  values: Record<string, string>,
): Promise<{ status: number; error: string | null }> {
  const { csrfToken } = csrfAnswer.parse(await reach(`${base}/csrf`, {}).then((answer) => answer.json()));
  const response = await reach(base + path, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...values, csrfToken, callbackUrl: location.origin, json: "true" }),
  });
  if (response.headers.get("content-type")?.startsWith("application/problem+json")) {
    throw ApiProblem.fromAnswer(response.status, await response.json());
  }
  const answer = formAnswer.safeParse(await response.json().catch(() => null));
  const url = answer.success && URL.canParse(answer.data.url) ? new URL(answer.data.url) : null;
  return { status: response.status, error: url?.searchParams.get("error") ?? null };
}

function reach(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, credentials: "same-origin", cache: "no-store" }).catch((error: unknown) => {
    throw ApiProblem.unreachable(error);
  });
}
