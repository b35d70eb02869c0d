import { useEffect, useRef } from "react";

/**
 * Ctrl or ⌘ with a key, anywhere on the page: never one key alone, which dictation would press (WCAG 2.1.4). A sign is
 * asked for by itself, whichever keys make it: on many keyboards "/" is Shift with 7.
 */
export function useShortcut(key: string, onPress: () => void): void {
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isAsked = event.key.toLowerCase() === key && (event.ctrlKey || event.metaKey);
      if (!isAsked || event.altKey || (event.shiftKey && /[a-z]/.test(key))) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [key]);
}
