import type { Metadata } from "next";
import { Suspense } from "react";
import { Backups } from "./_components/backups.tsx";

export const metadata: Metadata = { title: "Backups" };

export default function BackupsPage() {
  return (
    <Suspense>
      <Backups />
    </Suspense>
  );
}
