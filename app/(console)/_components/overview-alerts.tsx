"use client";

import Link from "next/link";
import { AlertBanner } from "#components/alerts/alert-banner.tsx";
import type { AlertDto } from "#lib/alerts/schema.ts";

const shownAtMost = 4;

/** What fires and nobody is on; the rest is in the rows of the resources. */
export function OverviewAlerts({ alerts }: { alerts: AlertDto[] }) {
  const waiting = alerts.filter(
    ({ state, acknowledged, muted, severity }) =>
      state === "firing" && !acknowledged && muted === null && severity !== "info",
  );
  return (
    <>
      {waiting.slice(0, shownAtMost).map((alert) => (
        <AlertBanner key={alert.id} alert={alert} />
      ))}
      {waiting.length > shownAtMost && (
        <p>
          <Link href="/alerts" className="link">
            {waiting.length - shownAtMost} more alerts
          </Link>
        </p>
      )}
    </>
  );
}
