"use client";

import { Command } from "cmdk";
import type { ReactNode } from "react";

export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3"
    >
      {children}
    </Command.Group>
  );
}

interface PaletteItemProps {
  /** What it is found by, if that is not what it says; no two of the list may have the same. */
  value?: string;
  /** Other words it is known by. */
  known?: string[];
  onSelect: () => void;
  children: string;
}

export function PaletteItem({ value, known = [], onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value ?? children}
      keywords={known}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center rounded-md px-2 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent"
    >
      {children}
    </Command.Item>
  );
}
