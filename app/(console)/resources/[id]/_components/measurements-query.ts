import { queryOptions } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";

const dayMs = 86_400_000;
const spans = { rpo: dayMs, rto: 365 * dayMs };

/** The last 24 hours of RPO samples, or a year of measured RTOs. */
export function measurementsQuery(resourceId: string, kind: "rpo" | "rto") {
  return queryOptions({
    queryKey: ["measurement", resourceId, kind],
    queryFn: ({ signal }) => {
      const since = BigInt(Date.now() - spans[kind]) * 1000n;
      return getJson(
        `/resources/${resourceId}/measurements?kind=${kind}&sinceMicros=${since}`,
        ({ measurementList }) => measurementList,
        signal,
      );
    },
    refetchInterval: 60_000,
  });
}
