import type { Metadata } from "next";
import { Suspense } from "react";
import { Objectives } from "./_components/objectives.tsx";

export const metadata: Metadata = { title: "Objectives" };

export default function ObjectivesPage() {
  return (
    <Suspense>
      <Objectives />
    </Suspense>
  );
}
