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

export type Shown = "palette" | "keyboard" | null;

interface CommandPaletteProps {
  shown: Shown;
  onShow: (shown: Shown) => void;
}

/** Ctrl K or ⌘ K: every place, action and resource by name. Loaded when first asked for. */
export function CommandPalette({ shown, onShow }: CommandPaletteProps) {
  const [wanted, setWanted] = useState<Shown[]>([]);
  if (shown !== null && !wanted.includes(shown)) setWanted([...wanted, shown]);
  const toggle = (which: Shown) => onShow(shown === which ? null : which);
  useShortcut("k", () => toggle("palette"));
  useShortcut("/", () => toggle("keyboard"));
  return (
    <>
      <Pressable
        onClick={() => onShow("palette")}
        aria-keyshortcuts="Control+K Meta+K"
        className="mb-2 flex min-h-8 w-full items-center justify-between rounded-md border bg-panel px-2 text-ink-3 hover:border-field max-md:min-h-11"
      >
        Go to…
        <kbd className="id max-md:hidden">Ctrl K</kbd>
      </Pressable>
      {wanted.includes("palette") && (
        <PaletteDialog
          open={shown === "palette"}
          onOpenChange={(isOpen) => onShow(isOpen ? "palette" : null)}
          onKeyboard={() => onShow("keyboard")}
        />
      )}
      {wanted.includes("keyboard") && (
        <KeyboardMap
          open={shown === "keyboard"}
          onOpenChange={(isOpen) => onShow(isOpen ? "keyboard" : null)}
        />
      )}
    </>
  );
}
