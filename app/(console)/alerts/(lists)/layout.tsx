import { type ReactNode, Suspense } from "react";
import { AlertsFrame } from "../_components/alerts-frame.tsx";

export default function AlertsLayout({ children }: { children: ReactNode }) {
  return (
    <AlertsFrame>
      <Suspense>{children}</Suspense>
    </AlertsFrame>
  );
}
