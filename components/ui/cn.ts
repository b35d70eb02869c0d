import { type ClassValue, clsx } from "clsx";

/** Class names joined; primitives take layout classes (margin, width, order) from outside, never looks. */
export function cn(...values: ClassValue[]): string {
  return clsx(values);
}
