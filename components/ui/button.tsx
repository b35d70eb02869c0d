"use client";

import type { ComponentProps } from "react";
import { type ButtonStyle, buttonStyle } from "./button-style.ts";
import { cn } from "./cn.ts";
import { Pressable } from "./pressable.tsx";
import { Spinner } from "./spinner.tsx";

type ButtonProps = ComponentProps<"button"> &
  ButtonStyle & {
    /** Work is under way: the button stays focusable, says so and ignores presses. */
    isBusy?: boolean;
  };

export function Button({ tone, size, isBusy = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <Pressable
      {...rest}
      aria-disabled={isBusy || rest["aria-disabled"]}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      className={cn(buttonStyle({ tone, size }), "data-early:opacity-100", className)}
    >
      {isBusy && <Spinner />}
      {children}
    </Pressable>
  );
}
