"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";

const PaletteDialog = dynamic(() => import("./palette-dialog.tsx").then((file) => file.PaletteDialog), {
  ssr: false,
});

/** Ctrl K or ⌘ K: every place, action and resource by name. Loaded when first asked for. */
export function CommandPalette() {
  const [isOpen, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const open = () => {
    setWanted(true);
    setOpen(true);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      ) {
        return;
      }
      event.preventDefault();
      setWanted(true);
      setOpen((before) => !before);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        onClick={open}
        aria-keyshortcuts="Control+K Meta+K"
        className="mb-2 flex min-h-8 w-full items-center justify-between rounded-md border bg-panel px-2 text-ink-3 hover:border-field max-md:min-h-11"
      >
        Go to…
        <kbd className="id max-md:hidden">Ctrl K</kbd>
      </button>
      {isWanted && <PaletteDialog open={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
