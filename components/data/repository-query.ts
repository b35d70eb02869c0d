import { apiQuery } from "./api-query.ts";

export function repositoryQuery(id: string) {
  return apiQuery(["repository", id], `/repositories/${id}`, ({ repositoryDto }) => repositoryDto);
}
