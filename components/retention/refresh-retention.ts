import type { QueryClient } from "@tanstack/react-query";

const words = ["hold", "retention", "backup-set", "resource", "policy"];

/** After a hold, a release or another policy: everything that says how long sets stay. */
export async function refreshRetention(client: QueryClient): Promise<void> {
  await Promise.all(words.map((word) => client.invalidateQueries({ queryKey: [word] })));
}
