import type { QueryClient } from "@tanstack/react-query";

const words = ["restore", "change", "retention-request"];

/** After a decision: everything that shows a change request, of whatever kind. */
export async function refreshChanges(client: QueryClient): Promise<void> {
  await Promise.all(words.map((word) => client.invalidateQueries({ queryKey: [word] })));
}
