"use client";

import { Dialog as Radix } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";
import { cn } from "./cn.ts";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** What gets the focus first; never the danger action. Left out: the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** False for a dialog that must be answered: no close button, Esc and outside presses do nothing. */
  isDismissable?: boolean;
  className?: string;
  children: ReactNode;
}

/** The dialog itself; see dialog.tsx. */
export function DialogWindow({
  open,
  onOpenChange,
  title,
  description,
  initialFocus,
  isDismissable = true,
  className,
  children,
}: DialogProps) {
  const opener = useRef<Element | null>(null);
  const keep = (event: Event) => {
    if (!isDismissable) event.preventDefault();
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-shade" />
        <Radix.Content
          onEscapeKeyDown={keep}
          onInteractOutside={keep}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            if (!initialFocus?.current) return;
            event.preventDefault();
            initialFocus.current.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            goOnAt(opener.current);
          }}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed inset-x-3 top-1/2 z-50 mx-auto max-h-[calc(100dvh-1.5rem)] max-w-lg -translate-y-1/2 overflow-y-auto rounded-lg border bg-panel p-4 shadow-[0_12px_40px_rgb(0_0_0/0.25)] sm:p-5",
            className,
          )}
        >
          <div className="flex items-start gap-3">
            <Radix.Title className="text-md font-[620]">{title}</Radix.Title>
            {isDismissable && (
              <Radix.Close
                aria-label="Close"
                className="-mt-1 -mr-1 ml-auto grid size-8 flex-none place-items-center pointer-coarse:size-11 rounded-md text-ink-2 hover:bg-idle-soft"
              >
                <svg viewBox="0 0 12 12" className="size-3" aria-hidden="true">
                  <path d="m2 2 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.6" />
                </svg>
              </Radix.Close>
            )}
          </div>
          {description && (
            <Radix.Description asChild>
              <div className="mt-1 text-ink-2">{description}</div>
            </Radix.Description>
          )}
          <div className="mt-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Where the keyboard goes on: what opened the dialog or, when the page has changed since, the page. */
function goOnAt(opener: Element | null): void {
  const target = opener?.isConnected && opener !== document.body ? opener : document.querySelector("main");
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}
