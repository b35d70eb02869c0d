import type { Metadata } from "next";
import { Suspense } from "react";
import { ResourceDetail } from "./_components/resource-detail.tsx";

export const metadata: Metadata = { title: "Resource" };

export default async function ResourcePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <Suspense>
      <ResourceDetail id={id} />
    </Suspense>
  );
}
