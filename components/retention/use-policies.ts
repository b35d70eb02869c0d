"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";

export function usePolicies() {
  return useQuery({
    queryKey: ["policy", "list"],
    queryFn: ({ signal }) => getJson("/policies", ({ policyList }) => policyList, signal),
  });
}
