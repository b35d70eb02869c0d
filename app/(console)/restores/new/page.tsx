import type { Metadata } from "next";
import { Suspense } from "react";
import { RequestForm } from "./_components/request-form.tsx";

export const metadata: Metadata = { title: "Ask for a restore" };

export default function NewRestorePage() {
  return (
    <Suspense>
      <RequestForm />
    </Suspense>
  );
}
