"use client";

import Link from "next/link";
import { AlertBanner } from "#components/alerts/alert-banner.tsx";
import { useOpenAlerts } from "#components/alerts/use-open-alerts.ts";

const shownAtMost = 6;

export function OpenAlertsOf({ resourceId }: { resourceId: string }) {
  const firing = useOpenAlerts(resourceId).data?.items.filter(({ state }) => state === "firing") ?? [];
  return (
    <>
      {firing.slice(0, shownAtMost).map((alert) => (
        <AlertBanner key={alert.id} alert={alert} hasSubject={false} />
      ))}
      {firing.length > shownAtMost && (
        <p>
          <Link href="/alerts" className="link">
            {firing.length - shownAtMost} more alerts
          </Link>
        </p>
      )}
    </>
  );
}
