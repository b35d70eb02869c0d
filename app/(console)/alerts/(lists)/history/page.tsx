import type { Metadata } from "next";
import { AlertHistory } from "../../../screens.tsx";

export const metadata: Metadata = { title: "Alert history" };

export default function AlertHistoryPage() {
  return <AlertHistory />;
}
