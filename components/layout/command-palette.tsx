"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Pressable } from "#components/ui/pressable.tsx";
import { useShortcut } from "./use-shortcut.ts";

const PaletteDialog = dynamic(() => import("./palette-dialog.tsx").then((file) => file.PaletteDialog), {
  ssr: false,
});
const KeyboardMap = dynamic(() => import("./keyboard-map.tsx").then((file) => file.KeyboardMap), {
  ssr: false,
});

type Shown = "palette" | "keyboard" | null;

/** Ctrl K or ⌘ K: every place, action and resource by name. Loaded when first asked for. */
export function CommandPalette() {
  const [shown, setShown] = useState<Shown>(null);
  const [wanted, setWanted] = useState<Shown[]>([]);
  const show = (next: Shown) => {
    setWanted((before) => [...before, next]);
    setShown(next);
  };
  const toggle = (which: Shown) => show(shown === which ? null : which);
  useShortcut("k", () => toggle("palette"));
  useShortcut("/", () => toggle("keyboard"));
  return (
    <>
      <Pressable
        onClick={() => show("palette")}
        aria-keyshortcuts="Control+K Meta+K"
        className="mb-2 flex min-h-8 w-full items-center justify-between rounded-md border bg-panel px-2 text-ink-3 hover:border-field max-md:min-h-11"
      >
        Go to…
        <kbd className="id max-md:hidden">Ctrl K</kbd>
      </Pressable>
      {wanted.includes("palette") && (
        <PaletteDialog
          open={shown === "palette"}
          onOpenChange={(isOpen) => setShown(isOpen ? "palette" : null)}
          onKeyboard={() => show("keyboard")}
        />
      )}
      {wanted.includes("keyboard") && (
        <KeyboardMap
          open={shown === "keyboard"}
          onOpenChange={(isOpen) => setShown(isOpen ? "keyboard" : null)}
        />
      )}
    </>
  );
}
