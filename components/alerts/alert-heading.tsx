import Link from "next/link";
import type { AlertDto } from "#lib/alerts/schema.ts";
import { isolate } from "#lib/format/isolate.ts";

/** What and about whom, leading to the alert's own page. */
export function AlertHeading({ alert, title }: { alert: AlertDto; title: string }) {
  return (
    <>
      <Link href={`/alerts/${alert.id}`} className="font-[560] hover:underline">
        {title}
      </Link>{" "}
      ·{" "}
      {alert.resource ? (
        <Link href={`/resources/${alert.resource.id}`} className="hover:underline">
          {isolate(alert.subject)}
        </Link>
      ) : (
        alert.subject
      )}
    </>
  );
}
