"use client";

import { parseAsString, useQueryStates } from "nuqs";

/** Which sets are listed, as the address says. */
export function useBackupFilter() {
  return useQueryStates(
    { resource: parseAsString, repository: parseAsString, cursor: parseAsString },
    { history: "push" },
  );
}
