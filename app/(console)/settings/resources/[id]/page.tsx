import type { Metadata } from "next";
import { ResourceSettings } from "../../../screens.tsx";

export const metadata: Metadata = { title: "Resource" };

export default async function ResourceSettingsPage({ params }: { params: Promise<{ id: string }> }) {
  return <ResourceSettings id={(await params).id} />;
}
