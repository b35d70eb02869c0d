"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { Toaster, toast } from "sonner";

/** Shows each sentence once, in the order in which they came. */
export function DoneToasts({ sentences }: { sentences: string[] }) {
  const { resolvedTheme } = useTheme();
  const shown = useRef(0);
  useEffect(() => {
    for (const sentence of sentences.slice(shown.current)) toast.success(sentence);
    shown.current = sentences.length;
  }, [sentences]);
  return <Toaster theme={resolvedTheme === "dark" ? "dark" : "light"} position="bottom-right" />;
}
