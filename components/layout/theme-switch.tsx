"use client";

import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { Button } from "#components/ui/button.tsx";

const order = ["system", "light", "dark"];
const words: Record<string, string> = { system: "System theme", light: "Light theme", dark: "Dark theme" };

export function ThemeSwitch() {
  const { theme = "system", setTheme } = useTheme();
  const isInBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const shown = isInBrowser ? theme : "system";
  const next = order[(order.indexOf(shown) + 1) % order.length] ?? "system";
  return (
    <Button
      tone="quiet"
      size="small"
      onClick={() => setTheme(next)}
      data-tooltip={`Change to: ${words[next]}`}
    >
      {words[shown]}
    </Button>
  );
}
