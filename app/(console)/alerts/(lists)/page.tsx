import type { Metadata } from "next";
import { OpenAlerts } from "../_components/open-alerts.tsx";

export const metadata: Metadata = { title: "Alerts" };

export default function AlertsPage() {
  return <OpenAlerts />;
}
