"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { getJson } from "#components/data/api.ts";
import { useResources } from "#components/data/use-resources.ts";
import { useSession } from "#components/data/use-session.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { inputStyle } from "#components/ui/input.tsx";
import { commands } from "./commands.ts";

interface PaletteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The keyboard map was chosen. */
  onKeyboard: () => void;
}

export function PaletteDialog({ open, onOpenChange, onKeyboard }: PaletteDialogProps) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const { can } = useSession();
  const resources = useResources();
  const restores = useQuery({
    queryKey: ["restore", "list", "palette"],
    queryFn: ({ signal }) => getJson("/restores?limit=100", ({ restorePage }) => restorePage, signal),
    enabled: open && can("restore.read"),
  });
  const go = (href: string) => {
    onOpenChange(false);
    router.push(href);
  };
  const allowed = commands.filter((command) => command.verb === null || can(command.verb));
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Go to" initialFocus={input}>
      <Command label="Go to" loop>
        <Command.Input
          ref={input}
          dir="auto"
          placeholder="A page, an action, a resource or R-118"
          className={inputStyle}
        />
        <Command.List className="mt-2 max-h-80 overflow-y-auto">
          <Command.Empty className="px-2 py-6 text-center text-ink-2">Nothing has that name.</Command.Empty>
          <Command.Group heading="Resources" className={groupStyle}>
            {resources.data?.items.map((resource) => (
              <Item
                key={resource.id}
                value={`resource ${resource.name}`}
                onSelect={() => go(`/resources/${resource.id}`)}
              >
                {resource.name}
              </Item>
            ))}
            {can("restore.preview") &&
              resources.data?.items.map((resource) => (
                <Item
                  key={resource.id}
                  value={`restore ${resource.name}`}
                  onSelect={() => go(`/restores/new?resource=${resource.id}`)}
                >
                  {`Restore ${resource.name}…`}
                </Item>
              ))}
          </Command.Group>
          <Command.Group heading="Pages and actions" className={groupStyle}>
            {allowed.map((command) => (
              <Item key={command.title} value={command.title} onSelect={() => go(command.href)}>
                {command.title}
              </Item>
            ))}
            <Item value="keyboard map" onSelect={onKeyboard}>
              Keyboard: every key and what it does
            </Item>
          </Command.Group>
          <Command.Group heading="Restores" className={groupStyle}>
            {restores.data?.items.map((restore) => (
              <Item
                key={restore.id}
                value={`R-${restore.change.number} ${restore.sentence}`}
                onSelect={() => go(`/restores/${restore.id}`)}
              >
                {`R-${restore.change.number} · ${restore.sentence}`}
              </Item>
            ))}
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  );
}

const groupStyle =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3";

function Item({ value, onSelect, children }: { value: string; onSelect: () => void; children: string }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-pointer items-center rounded-md px-2 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent"
    >
      {children}
    </Command.Item>
  );
}
