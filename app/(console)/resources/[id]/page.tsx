import type { Metadata } from "next";
import { ResourceDetail } from "../../screens.tsx";

export const metadata: Metadata = { title: "Resource" };

export default async function ResourcePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <ResourceDetail id={id} />;
}
