"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import type { DialogProps } from "./dialog-window.tsx";

const DialogWindow = dynamic(() => import("./dialog-window.tsx").then((file) => file.DialogWindow), {
  ssr: false,
});

/** Loaded when one is first opened: no page waits for what most visits never open. */
export function Dialog(props: DialogProps) {
  const [isWanted, setWanted] = useState(props.open);
  if (props.open && !isWanted) setWanted(true);
  return isWanted && <DialogWindow {...props} />;
}

/** Actions of a dialog: the safe one first in reading order, both full width on a phone. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="mt-5 flex flex-col gap-2 sm:flex-row sm:justify-end">{children}</div>;
}
