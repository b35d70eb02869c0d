"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";

export function usePeople() {
  return useQuery({
    queryKey: ["user", "list"],
    queryFn: ({ signal }) => getJson("/users", ({ userList }) => userList, signal),
  });
}
