import type { Metadata } from "next";
import { OpenAlerts } from "../../screens.tsx";

export const metadata: Metadata = { title: "Alerts" };

export default function AlertsPage() {
  return <OpenAlerts />;
}
