"use client";

import { useQuery } from "@tanstack/react-query";
import { repositoryDto } from "#lib/repositories/schema.ts";
import { getJson } from "./api.ts";
import { listOf } from "./list-of.ts";

export function useRepositories() {
  return useQuery({
    queryKey: ["repository", "list"],
    queryFn: ({ signal }) => getJson("/repositories", listOf(repositoryDto), signal),
  });
}
