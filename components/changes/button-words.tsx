import type { ReactNode } from "react";

/** Words with a name of any length in them, inside a large button: they wrap, and a very long name is cut. */
export function ButtonWords({ children }: { children: ReactNode }) {
  return (
    <span className="my-1.5 line-clamp-3 min-w-0 text-balance wrap-anywhere whitespace-normal">
      {children}
    </span>
  );
}
