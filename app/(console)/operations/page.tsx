import type { Metadata } from "next";
import { Suspense } from "react";
import { OperationList } from "./_components/operation-list.tsx";

export const metadata: Metadata = { title: "Operations" };

export default function OperationsPage() {
  return (
    <Suspense>
      <OperationList />
    </Suspense>
  );
}
