"use client";

import { useWatch } from "#components/alerts/use-watch.ts";
import { countOf } from "#components/data/count-of.ts";
import { Count } from "#components/layout/count.tsx";
import { SectionNavigation } from "#components/layout/section-navigation.tsx";

export function AlertsNavigation() {
  const unacknowledged = countOf(useWatch(), ({ firing }) => firing.unacknowledged);
  const count = unacknowledged !== 0 && (
    <Count tone="bad" value={unacknowledged} what="that nobody has acknowledged" />
  );
  const places = [
    { href: "/alerts", label: "Firing", count },
    { href: "/alerts/history", label: "History" },
    { href: "/alerts/silences", label: "Silences" },
    { href: "/alerts/rules", label: "Rules" },
  ];
  return <SectionNavigation label="Alerts" places={places} className="mb-3.5" />;
}
