"use client";

import { useResources } from "#components/data/use-resources.ts";
import { useZone } from "#components/data/use-zone.ts";
import { formatInstant } from "#lib/format/instant.ts";
import { isolate } from "#lib/format/isolate.ts";
import { actionsByArea, outcomeTitles } from "./actions-by-area.ts";
import { useAuditFilter } from "./use-audit-filter.ts";
import { usePeople } from "./use-people.ts";

/** The filter in words, one for each of its parts; empty when everything is let through. */
export function useFilterWords(): string[] {
  const { filter } = useAuditFilter();
  const { zone } = useZone();
  const people = usePeople();
  const resources = useResources();
  const { action, outcome, actor, resource, subject, from, to } = filter;
  const title = actionsByArea.flatMap(({ actions }) => actions).find((one) => one.action === action)?.title;
  const day = (micros: string) => `${formatInstant(micros, zone, "micros")} (${zone})`;
  return [
    action && `What happened: ${title ?? action}`,
    outcome && `Outcome: ${outcomeTitles[outcome]}`,
    actor && `Who: ${nameIn(people.data?.items, actor)}`,
    resource && `Resource: ${nameIn(resources.data?.items, resource)}`,
    subject && `About: ${subject}`,
    from && `From ${day(from)}`,
    to && `To ${day(to)}`,
  ].flatMap((part) => (part ? [part] : []));
}

function nameIn(items: { id: string; name: string }[] | undefined, id: string): string {
  const name = items?.find((one) => one.id === id)?.name;
  return name === undefined ? id : isolate(name);
}
