"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "./api.ts";

export function useResources() {
  return useQuery({
    queryKey: ["resource", "list"],
    queryFn: ({ signal }) => getJson("/resources", ({ listOf, resourceDto }) => listOf(resourceDto), signal),
  });
}
