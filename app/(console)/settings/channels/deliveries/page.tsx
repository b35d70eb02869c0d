import type { Metadata } from "next";
import { Deliveries } from "../../../screens.tsx";

export const metadata: Metadata = { title: "Deliveries" };

export default function DeliveriesPage() {
  return <Deliveries />;
}
