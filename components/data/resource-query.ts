import { apiQuery } from "./api-query.ts";

export function resourceQuery(id: string) {
  return apiQuery(["resource", id], `/resources/${id}`, ({ resourceStatus }) => resourceStatus);
}
