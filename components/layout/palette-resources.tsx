"use client";

import { useResources } from "#components/data/use-resources.ts";
import { useSession } from "#components/data/use-session.tsx";
import { PaletteGroup, PaletteItem } from "./palette-items.tsx";

/** Each resource, and, once something is typed, what can be done with it. */
export function PaletteResources({ isTyped, go }: { isTyped: boolean; go: (href: string) => void }) {
  const { can } = useSession();
  const resources = useResources().data?.items ?? [];
  const actions = [
    { can: can("restore.preview"), verb: "Restore", href: (id: string) => `/restores/new?resource=${id}` },
    { can: can("backup.start"), verb: "Back up", href: (id: string) => `/resources/${id}?do=back-up` },
    { can: can("pause.create"), verb: "Pause", href: (id: string) => `/resources/${id}?do=pause` },
  ].filter((action) => isTyped && action.can);
  return (
    <PaletteGroup heading="Resources">
      {resources.map(({ id, name }) => (
        <PaletteItem key={id} value={`Resource ${name}`} onSelect={() => go(`/resources/${id}`)}>
          {name}
        </PaletteItem>
      ))}
      {actions.flatMap(({ verb, href }) =>
        resources
          .filter(({ state }) => state === "protected")
          .map(({ id, name }) => (
            <PaletteItem key={`${verb} ${id}`} onSelect={() => go(href(id))}>
              {`${verb} ${name}…`}
            </PaletteItem>
          )),
      )}
    </PaletteGroup>
  );
}
