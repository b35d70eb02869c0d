"use client";

import dynamic from "next/dynamic";
import { useTheme } from "next-themes";

const Toaster = dynamic(() => import("sonner").then((sonner) => sonner.Toaster), { ssr: false });

/** Where `toast.success(…)` appears: only for what is done and needs nothing more (U13). */
export function Confirmations() {
  const { resolvedTheme } = useTheme();
  return (
    <Toaster
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      toastOptions={{ className: "!bg-panel !text-ink !border-line" }}
    />
  );
}
