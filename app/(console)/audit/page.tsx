import type { Metadata } from "next";
import { Suspense } from "react";
import { Audit } from "./_components/audit.tsx";

export const metadata: Metadata = { title: "Audit log" };

export default function AuditPage() {
  return (
    <Suspense>
      <Audit />
    </Suspense>
  );
}
