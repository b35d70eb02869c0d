import type { Metadata } from "next";
import { AlertHistory } from "../../_components/alert-history.tsx";

export const metadata: Metadata = { title: "Alert history" };

export default function AlertHistoryPage() {
  return <AlertHistory />;
}
