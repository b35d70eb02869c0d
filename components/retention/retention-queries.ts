import { apiQuery } from "#components/data/api-query.ts";

export function policyQuery(id: string) {
  return apiQuery(["policy", id], `/policies/${id}`, ({ policyDto }) => policyDto);
}

/** A request to keep less, with what it would expire. */
export function retentionRequestQuery(id: string) {
  return apiQuery(
    ["retention-request", id],
    `/retention-requests/${id}`,
    ({ retentionRequestPage }) => retentionRequestPage,
  );
}
