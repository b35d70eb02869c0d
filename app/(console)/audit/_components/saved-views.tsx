"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { getJson, postJson } from "#components/data/api.ts";
import { asProblem } from "#components/data/api-problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { isolate } from "#lib/format/isolate.ts";
import { SaveView } from "./save-view.tsx";
import { useAuditFilter } from "./use-audit-filter.ts";

/** Questions an auditor asks first. */
const usual = [
  { name: "Everything", query: "" },
  { name: "Refused attempts", query: "?outcome=denied" },
  { name: "Failures", query: "?outcome=failed" },
  { name: "Restores asked for", query: "?action=restore.request" },
];

/** Filters under a name: the usual questions, and one's own. Each is an ordinary address. */
export function SavedViews() {
  const { address, isFiltered, filter } = useAuditFilter();
  const [isRemoving, setRemoving] = useState(false);
  const client = useQueryClient();
  const views = useQuery({
    queryKey: ["view", "audit"],
    queryFn: ({ signal }) => getJson("/views?page=audit", ({ viewList }) => viewList, signal),
  });
  const remove = useMutation({
    mutationFn: (id: string) => postJson(`/views/${id}/delete`, {}, ({ nothing }) => nothing),
    onSuccess: () => client.invalidateQueries({ queryKey: ["view", "audit"] }),
  });
  const own = views.data?.items ?? [];
  const isKnown = [...usual, ...own].some(({ query }) => query === address);
  return (
    <nav aria-label="Views" className="grid gap-2 border-b px-3.5 py-2">
      <ul className="flex flex-wrap items-center gap-x-1 gap-y-1">
        {usual.map((view) => (
          <View key={view.name} view={view} isCurrent={view.query === address} />
        ))}
        {own.map((view) => (
          <View key={view.id} view={view} isCurrent={view.query === address}>
            {isRemoving && (
              <Button
                size="small"
                aria-label={`Remove the view ${isolate(view.name)}`}
                isBusy={remove.isPending && remove.variables === view.id}
                onClick={() => remove.mutate(view.id)}
              >
                Remove
              </Button>
            )}
          </View>
        ))}
        {(isFiltered || filter.subject !== null) && !isKnown && (
          <li>
            <SaveView query={address} />
          </li>
        )}
        {own.length > 0 && (
          <li className="ml-auto">
            <Button size="small" aria-pressed={isRemoving} onClick={() => setRemoving(!isRemoving)}>
              {isRemoving ? "Done" : "Tidy up views"}
            </Button>
          </li>
        )}
      </ul>
      {remove.isError && <Problem title="The view was not removed" problem={asProblem(remove.error)} />}
    </nav>
  );
}

function View({
  view,
  isCurrent,
  children,
}: {
  view: { name: string; query: string };
  isCurrent: boolean;
  children?: ReactNode;
}) {
  return (
    <li className="flex min-w-0 items-center gap-1">
      <Link
        href={`/audit${view.query}`}
        aria-current={isCurrent ? "page" : undefined}
        className="max-w-60 truncate rounded-md px-2.5 py-1 text-ink-2 hover:bg-bg aria-[current]:bg-bg aria-[current]:font-[560] aria-[current]:text-ink"
      >
        {isolate(view.name)}
      </Link>
      {children}
    </li>
  );
}
