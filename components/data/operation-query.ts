import { apiQuery } from "./api-query.ts";

export function operationQuery(id: string | null) {
  return apiQuery(["operation", id], `/operations/${id}`, ({ operationDto }) => operationDto);
}
