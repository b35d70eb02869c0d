import type { Metadata } from "next";
import { Suspense } from "react";
import { RestoreList } from "./_components/restore-list.tsx";

export const metadata: Metadata = { title: "Restores" };

export default function RestoresPage() {
  return (
    <Suspense>
      <RestoreList />
    </Suspense>
  );
}
