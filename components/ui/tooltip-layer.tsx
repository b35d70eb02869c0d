"use client";

import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";

interface Shown {
  text: string;
  anchor: HTMLElement;
}

/**
 * One bubble for the whole page: anything with `data-tooltip` shows it on hover and focus, so a table of five
 * hundred rows costs nothing. Stays while hovered, closes with Esc (WCAG 1.4.13).
 */
export function TooltipLayer() {
  const id = useId();
  const bubble = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);

  useEffect(() => {
    const show = (event: Event) => {
      const target = event.target;
      if (!(target instanceof Element)) return;
      if (bubble.current?.contains(target)) return;
      const anchor = target.closest<HTMLElement>("[data-tooltip]");
      const text = anchor?.dataset.tooltip;
      setShown(anchor && text ? { anchor, text } : null);
    };
    const hide = () => setShown(null);
    const hideOnEscape = (event: KeyboardEvent) => {
      if (event.key === "Escape") hide();
    };
    document.addEventListener("pointerover", show);
    document.addEventListener("focusin", show);
    document.addEventListener("focusout", hide);
    document.addEventListener("keydown", hideOnEscape);
    window.addEventListener("scroll", hide, true);
    return () => {
      document.removeEventListener("pointerover", show);
      document.removeEventListener("focusin", show);
      document.removeEventListener("focusout", hide);
      document.removeEventListener("keydown", hideOnEscape);
      window.removeEventListener("scroll", hide, true);
    };
  }, []);

  useLayoutEffect(() => {
    const box = bubble.current;
    if (!shown || !box) return;
    shown.anchor.setAttribute("aria-describedby", id);
    const at = shown.anchor.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const above = at.top - size.height - 6;
    const left = Math.min(Math.max(8, at.left), window.innerWidth - size.width - 8);
    box.style.left = `${Math.max(8, left)}px`;
    box.style.top = `${above < 8 ? at.bottom + 6 : above}px`;
    box.style.visibility = "visible";
    return () => shown.anchor.removeAttribute("aria-describedby");
  }, [shown, id]);

  if (!shown) return null;
  return (
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      className="num invisible fixed z-60 max-w-[min(26rem,calc(100vw-1rem))] rounded-md bg-ink px-2.5 py-1.5 text-sm text-bg"
    >
      {shown.text}
    </div>
  );
}
