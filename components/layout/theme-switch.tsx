"use client";

import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { Button } from "#components/ui/button.tsx";
import { themes } from "./themes.ts";

export function ThemeSwitch() {
  const { theme = "system", setTheme } = useTheme();
  const isInBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const at = themes.findIndex(({ id }) => id === (isInBrowser ? theme : "system"));
  const shown = themes[at] ?? themes[0];
  const next = themes[at + 1] ?? themes[0];
  return (
    <Button
      tone="quiet"
      size="small"
      onClick={() => setTheme(next.id)}
      data-tooltip={`Change to: ${next.words}`}
    >
      {shown.words}
    </Button>
  );
}
