"use client";

import { useQuery } from "@tanstack/react-query";
import { openChangesQuery } from "./open-changes-query.ts";

export function useOpenChanges(options: { enabled?: boolean } = {}) {
  return useQuery({ ...openChangesQuery, ...options });
}
