"use client";

import { useEffect } from "react";
import { withoutTurns } from "#lib/format/isolate.ts";

/** What is copied from a page is what people wrote: without the marks that set it apart from the words around it. */
export function PlainCopy() {
  useEffect(() => {
    document.addEventListener("copy", copyPlain);
    return () => document.removeEventListener("copy", copyPlain);
  }, []);
  return null;
}

function copyPlain(event: ClipboardEvent): void {
  const selected = String(document.getSelection() ?? "");
  const plain = withoutTurns(selected);
  if (plain === selected || !event.clipboardData) return;
  event.clipboardData.setData("text/plain", plain);
  event.preventDefault();
}
