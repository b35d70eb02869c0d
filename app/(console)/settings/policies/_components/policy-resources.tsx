import Link from "next/link";
import { Disclosure } from "#components/ui/disclosure.tsx";
import type { PolicyDto } from "#lib/policies/schema.ts";

const shownAtMost = 6;

/** What is under a policy. */
export function PolicyResources({ policy: { resources } }: { policy: PolicyDto }) {
  if (resources.length === 0) return <>no resource is under it; a resource is put under it on its own page</>;
  if (resources.length <= shownAtMost) {
    return (
      <>
        for{" "}
        {resources.map((resource, index) => (
          <span key={resource.id}>
            {index > 0 && ", "}
            <ResourceLink resource={resource} />
          </span>
        ))}
      </>
    );
  }
  return (
    <>
      for {resources.length} resources
      <Disclosure summary="Which">
        <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1">
          {resources.map((resource) => (
            <li key={resource.id}>
              <ResourceLink resource={resource} />
            </li>
          ))}
        </ul>
      </Disclosure>
    </>
  );
}

function ResourceLink({ resource }: { resource: { id: string; name: string } }) {
  return (
    <Link href={`/resources/${resource.id}`} className="link">
      {resource.name}
    </Link>
  );
}
