import { ApiProblem } from "./api-problem.ts";

/** POSTs to /api/v1`path` and saves the answer: a download that leaves an entry cannot be a link. Throws ApiProblem. */
export async function downloadAnswer(path: string, body: object, fileName: string): Promise<void> {
  const response = await fetch(`/api/v1${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    credentials: "same-origin",
    cache: "no-store",
  }).catch((error: unknown) => {
    throw ApiProblem.unreachable(error);
  });
  if (!response.ok) throw ApiProblem.fromAnswer(response.status, await response.json().catch(() => null));
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has taken its own reference by the next task.
  setTimeout(() => URL.revokeObjectURL(address));
}
