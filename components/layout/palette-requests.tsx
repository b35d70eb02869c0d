"use client";

import { useQuery } from "@tanstack/react-query";
import { getJson } from "#components/data/api.ts";
import { useSession } from "#components/data/use-session.tsx";
import { useZone } from "#components/data/use-zone.ts";
import { describeTarget } from "#components/restores/describe-target.ts";
import { restoreSentence } from "#lib/restores/rules.ts";
import { PaletteGroup, PaletteItem } from "./palette-items.tsx";

const requestNumber = /^\s*r[-\s]?(\d{1,9})\s*$/i;

/** The newest restores by number, sentence, plan code and reason; any request by its number. */
export function PaletteRequests({ typed, go }: { typed: string; go: (href: string) => void }) {
  const { can } = useSession();
  const { zone } = useZone();
  const { data } = useQuery({
    queryKey: ["restore", "list", "palette"],
    queryFn: ({ signal }) => getJson("/restores?limit=100", ({ restorePage }) => restorePage, signal),
    enabled: can("restore.read"),
  });
  const restores = data?.items ?? [];
  const asked = Number(requestNumber.exec(typed)?.[1]);
  const isListed = restores.some(({ change }) => change.number === asked);
  return (
    <PaletteGroup heading="Restores and requests">
      {asked > 0 && !isListed && (
        <PaletteItem value={typed} onSelect={() => go(`/restores/R-${asked}`)}>
          {`Open R-${asked}`}
        </PaletteItem>
      )}
      {restores.map(({ id, change, plan }) => (
        <PaletteItem
          key={id}
          known={[`R${change.number}`, change.planFingerprint, change.reason]}
          onSelect={() => go(`/restores/${id}`)}
        >
          {`R-${change.number} · ${restoreSentence(plan, (target, frozenAt) => describeTarget(target, zone, frozenAt))}`}
        </PaletteItem>
      ))}
    </PaletteGroup>
  );
}
