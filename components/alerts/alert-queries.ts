import { queryText } from "#components/data/api.ts";
import { apiQuery } from "#components/data/api-query.ts";

const openAtMost = 200;

export function openAlertsQuery(resourceId?: string) {
  const address = `/alerts${queryText({ view: "open", resourceId, limit: openAtMost })}`;
  return apiQuery(["alert", "open", resourceId ?? "all"], address, ({ alertPage }) => alertPage);
}

export function alertQuery(id: string) {
  return apiQuery(["alert", id], `/alerts/${id}`, ({ alertDto }) => alertDto);
}

/** Whether anything keeps watch. */
export const watchQuery = apiQuery(["alert", "watch"], "/watch", ({ watchState }) => watchState);

/** The catalogue of what is watched for. */
export const rulesQuery = apiQuery(["alert", "rules"], "/alert-rules", ({ alertRuleList }) => alertRuleList);
