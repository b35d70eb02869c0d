"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { getJson } from "#components/data/api.ts";
import { Loaded } from "#components/data/loaded.tsx";
import { OperationsTable } from "#components/operations/operations-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import type { ResourceDto } from "#lib/resources/schema.ts";

const shown = 10;

export function ResourceHistory({ resource }: { resource: ResourceDto }) {
  const operations = useQuery({
    queryKey: ["operation", "list", "resource", resource.id],
    queryFn: ({ signal }) =>
      getJson(
        `/operations?resourceId=${resource.id}&limit=${shown}&withoutPreviews=true`,
        ({ operationPage }) => operationPage,
        signal,
      ),
  });
  return (
    <Panel
      title="What was done"
      isPadded={false}
      aside={
        <>
          <Link href={`/operations?resource=${resource.id}`} className="link">
            all operations
          </Link>{" "}
          ·{" "}
          <Link href={`/restores?resource=${resource.id}`} className="link">
            restores
          </Link>
        </>
      }
    >
      <Loaded query={operations} what="The operations">
        {(page) =>
          page.items.length === 0 ? (
            <EmptyState title="Nothing has run yet" />
          ) : (
            <OperationsTable
              operations={page.items}
              hasResource={false}
              caption={`Newest operations on ${resource.name}`}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
