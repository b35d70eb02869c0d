"use client";

import { Fragment } from "react";
import { Dialog } from "#components/ui/dialog.tsx";

/** Keys that do more than Tab, Enter, Space and Esc do everywhere. */
const places = [
  {
    where: "Everywhere",
    keys: [
      { keys: ["Ctrl K", "⌘ K"], does: "Go to a page, an action, a resource or a restore" },
      { keys: ["Ctrl /", "⌘ /"], does: "This list" },
    ],
  },
  {
    where: "On the recovery timeline",
    keys: [
      { keys: ["←", "→"], does: "Move the moment by a step of the zoom" },
      { keys: ["Shift ←", "Shift →"], does: "Move it by a second" },
      { keys: ["Page Up", "Page Down"], does: "Move it by ten steps" },
      { keys: ["Home", "End"], does: "Oldest and newest moment that can be restored" },
      { keys: ["+", "−"], does: "Zoom" },
    ],
  },
  {
    where: "In the calendar",
    keys: [
      { keys: ["←", "→", "↑", "↓"], does: "Another day" },
      { keys: ["Home", "End"], does: "First and last day of the week" },
      { keys: ["Page Up", "Page Down"], does: "Another month" },
    ],
  },
  { where: "On a chart", keys: [{ keys: ["←", "→"], does: "The point before and after, read aloud" }] },
  {
    where: "In a live log",
    keys: [{ keys: ["↑", "Page Up", "Home"], does: "Stop following the end" }],
  },
];

export function KeyboardMap({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard">
      <div className="grid gap-4">
        {places.map((place) => (
          <section key={place.where} aria-label={place.where}>
            <h3 className="mb-1.5 text-sm text-ink-3">{place.where}</h3>
            <dl className="grid gap-x-4 sm:grid-cols-[11rem_1fr] gap-y-1.5">
              {place.keys.map(({ keys, does }) => (
                <Fragment key={does}>
                  <dt className="flex flex-wrap items-start gap-1">
                    {keys.map((key) => (
                      <kbd key={key} className="id rounded-sm border px-1.5 py-0.5">
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
