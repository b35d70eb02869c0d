"use client";

import { useSyncExternalStore } from "react";

/**
 * Whether what the server has drawn is still without the program that answers it: what is pressed is not heard, and
 * what is typed into a value that the program holds is forgotten. Never of what the browser has drawn itself.
 */
export function useIsEarly(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => false,
    () => true,
  );
}

function neverChanges() {
  return () => undefined;
}
