"use client";

import type { ComponentProps } from "react";
import { useIsEarly } from "./use-is-early.ts";

/** A `<button>` without looks of its own. One that the server has drawn is off until there is somebody to hear it. */
export function Pressable({ disabled, ...rest }: ComponentProps<"button">) {
  const isEarly = useIsEarly();
  return <button type="button" {...rest} disabled={disabled || isEarly} data-early={isEarly || undefined} />;
}
