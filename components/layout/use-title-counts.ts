"use client";

import { useEffect } from "react";
import { withCounts } from "./with-counts.ts";

interface Counts {
  alerts: number;
  approvals: number;
}

/** Keeps in the tab's title what waits for somebody, also when a page gives the document a new title. */
export function useTitleCounts({ alerts, approvals }: Counts): void {
  useEffect(() => {
    const apply = () => {
      const wanted = withCounts(document.title, { alerts, approvals });
      if (document.title !== wanted) document.title = wanted;
    };
    apply();
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      document.title = withCounts(document.title, { alerts: 0, approvals: 0 });
    };
  }, [alerts, approvals]);
}
