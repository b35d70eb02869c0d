import type { QueryClient } from "@tanstack/react-query";

const words = ["pause", "next-run", "slot", "calendar", "overview", "resource", "retention"];

/** After a pause, a resumption or another policy: everything that says what will run. */
export async function refreshSchedule(client: QueryClient): Promise<void> {
  await Promise.all(words.map((word) => client.invalidateQueries({ queryKey: [word] })));
}
