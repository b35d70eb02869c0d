"use client";

import { useQuery } from "@tanstack/react-query";
import { resourceDto } from "#lib/resources/schema.ts";
import { getJson } from "./api.ts";
import { listOf } from "./list-of.ts";

export function useResources() {
  return useQuery({
    queryKey: ["resource", "list"],
    queryFn: ({ signal }) => getJson("/resources", listOf(resourceDto), signal),
  });
}
