"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "./api.ts";

export function useRepositories() {
  return useQuery({
    queryKey: ["repository", "list"],
    queryFn: ({ signal }) =>
      getJson("/repositories", ({ listOf, repositoryDto }) => listOf(repositoryDto), signal),
  });
}
