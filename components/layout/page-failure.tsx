"use client";

import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";

/** When a page itself breaks: said plainly, with a way on. What runs on the workers is untouched by it. */
export function PageFailure({ digest, onRetry }: { digest: string | null; onRetry: () => void }) {
  return (
    <Problem
      title="This page could not be shown"
      problem={{
        message: "Something in the page went wrong. Backups and restores go on; they do not depend on it.",
        hint: "Try again. If it stays like this, reload, then look at the log of the web process.",
        code: digest,
      }}
      action={<Button onClick={onRetry}>Try again</Button>}
    />
  );
}
