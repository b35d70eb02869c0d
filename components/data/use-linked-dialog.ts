"use client";

import { parseAsString, useQueryState } from "nuqs";

/** Whether a dialog is open, as the address says (`?do=name`), so that a link from anywhere can open it. */
export function useLinkedDialog(name: string): [isOpen: boolean, setOpen: (isOpen: boolean) => void] {
  const [asked, setAsked] = useQueryState("do", parseAsString);
  return [asked === name, (isOpen) => void setAsked(isOpen ? name : null)];
}
