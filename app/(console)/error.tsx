"use client";

import { PageFailure } from "#components/layout/page-failure.tsx";

export default function ConsoleError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <PageFailure digest={error.digest ?? null} onRetry={reset} />;
}
