"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Loaded } from "#components/data/loaded.tsx";
import { resourceQuery } from "#components/data/resource-query.ts";
import { useSession } from "#components/data/use-session.tsx";
import { PageHead } from "#components/layout/page-head.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Pill } from "#components/ui/pill.tsx";
import { EditResource } from "./edit-resource.tsx";
import { ProtectResource } from "./protect-resource.tsx";
import { ResourceFacts } from "./resource-facts.tsx";

export function ResourceSettings({ id }: { id: string }) {
  const { can } = useSession();
  const status = useQuery(resourceQuery(id));
  return (
    <Loaded
      query={status}
      what="The resource"
      all={{ one: "resource", href: "/settings/resources", label: "All resources" }}
    >
      {({ resource, lastSet, proven }) => (
        <>
          <PageHead
            title={resource.name}
            status={
              resource.state === "protected" ? (
                <Pill tone="good">Protected</Pill>
              ) : (
                <Pill tone="warn">Not set up</Pill>
              )
            }
            sub={`PostgreSQL on ${resource.host}`}
            actions={
              <Link href={`/resources/${id}`} className={buttonStyle()}>
                What can be restored
              </Link>
            }
          />
          <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3.5">
            {can("resource.check") && (
              <ProtectResource resource={resource} hasSet={lastSet !== null} isProven={proven !== null} />
            )}
            <ResourceFacts resource={resource} />
            {can("resource.update") && <EditResource key={resource.id} resource={resource} />}
          </div>
        </>
      )}
    </Loaded>
  );
}
