import type { Metadata } from "next";
import { Resources } from "../../screens.tsx";

export const metadata: Metadata = { title: "Resources" };

export default function ResourcesPage() {
  return <Resources />;
}
