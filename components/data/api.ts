import { ApiProblem } from "./api-problem.ts";
import { type Checked, loadSchema } from "./load-schema.ts";

const base = "/api/v1";

/** GET /api/v1`path`, checked against the schema that the API itself promises. Throws ApiProblem. */
export async function getJson<T>(path: string, checked: Checked<T>, signal?: AbortSignal): Promise<T> {
  const [body, schema] = await Promise.all([send(path, signal ? { signal } : {}), loadSchema(checked)]);
  return schema.parse(body);
}

/** POST with a JSON body; a 204 is parsed as null. Throws ApiProblem. */
export async function postJson<T>(path: string, body: unknown, checked: Checked<T>): Promise<T> {
  // First: what is asked for must not be done by the server and then look as if it had failed.
  const schema = await loadSchema(checked);
  const answer = await send(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body ?? {}),
  });
  return schema.parse(answer);
}

/** "?a=1&b=2" of what is given; empty values are left out. */
export function queryText(values: Record<string, string | number | boolean | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}

async function send(path: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(base + path, {
    ...init,
    headers: { Accept: "application/json", ...init.headers },
    credentials: "same-origin",
    cache: "no-store",
  }).catch((error: unknown) => {
    // An abort is react-query's own doing and must stay recognisable to it.
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw ApiProblem.unreachable(error);
  });
  if (response.status === 204) return null;
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw ApiProblem.fromAnswer(response.status, body);
  return body;
}
