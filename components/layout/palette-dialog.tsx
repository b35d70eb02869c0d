"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useRef, useState } from "react";
import { useSession } from "#components/data/use-session.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { inputStyle } from "#components/ui/input.tsx";
import { commands } from "./commands.ts";
import { PaletteGroup, PaletteItem } from "./palette-items.tsx";
import { PaletteRequests } from "./palette-requests.tsx";
import { PaletteResources } from "./palette-resources.tsx";
import { paletteScore } from "./palette-score.ts";
import { themes } from "./themes.ts";

interface PaletteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The keyboard map was chosen. */
  onKeyboard: () => void;
}

export function PaletteDialog({ open, onOpenChange, onKeyboard }: PaletteDialogProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Go to" initialFocus={input}>
      <Palette input={input} onClose={() => onOpenChange(false)} onKeyboard={onKeyboard} />
    </Dialog>
  );
}

interface PaletteProps {
  input: React.RefObject<HTMLInputElement | null>;
  onClose: () => void;
  onKeyboard: () => void;
}

function Palette({ input, onClose, onKeyboard }: PaletteProps) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const { can } = useSession();
  const [typed, setTyped] = useState("");
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  const allowed = commands.filter((command) => command.verb === null || can(command.verb));
  return (
    <Command label="Go to" loop filter={paletteScore}>
      <Command.Input
        ref={input}
        dir="auto"
        placeholder="A page, an action, a resource or R-118"
        value={typed}
        onValueChange={setTyped}
        className={inputStyle}
      />
      <Command.List className="mt-2 max-h-80 overflow-y-auto">
        <Command.Empty className="px-2 py-6 text-center text-ink-2">Nothing has that name.</Command.Empty>
        <PaletteResources isTyped={typed !== ""} go={go} />
        <PaletteGroup heading="Pages and actions">
          {allowed.map((command) => (
            <PaletteItem key={command.title} onSelect={() => go(command.href)}>
              {command.title}
            </PaletteItem>
          ))}
          {themes.map(({ id, words }) => (
            <PaletteItem
              key={id}
              onSelect={() => {
                setTheme(id);
                onClose();
              }}
            >
              {words}
            </PaletteItem>
          ))}
          <PaletteItem onSelect={onKeyboard}>Keyboard: every key and what it does</PaletteItem>
        </PaletteGroup>
        <PaletteRequests typed={typed} go={go} />
      </Command.List>
    </Command>
  );
}
