"use client";

import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { QueryProvider } from "#components/data/query-provider.tsx";
import { TooltipLayer } from "#components/ui/tooltip-layer.tsx";

export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableColorScheme={false}
      disableTransitionOnChange
      nonce={nonce}
    >
      <NuqsAdapter>
        <QueryProvider>{children}</QueryProvider>
        <TooltipLayer />
      </NuqsAdapter>
    </ThemeProvider>
  );
}
