"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { resourceOrders, shownStates } from "./order-resources.ts";

/** Which resources are shown and in which order, as the address says (U15). */
export function useOverviewFilter() {
  return useQueryStates({
    q: parseAsString.withDefault(""),
    state: parseAsStringLiteral(shownStates),
    system: parseAsString,
    sort: parseAsStringLiteral(resourceOrders).withDefault("urgency"),
  });
}
