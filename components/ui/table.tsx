import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

export interface Column {
  label: ReactNode;
  /** Read aloud only: a column of actions needs no visible title. */
  isLabelHidden?: boolean;
  align?: "right";
  className?: string;
}

interface TableProps {
  /** What the table holds, read aloud. */
  caption: string;
  columns: Column[];
  /** True for many columns: rows become lists of facts sooner. */
  isWide?: boolean;
  /** Columns keep their width whatever rows are there, and the header stays in sight of a scrolling box. */
  isFixed?: boolean;
  /** How many rows there are, when not all of them are in the page. */
  rowCount?: number;
  children: ReactNode;
}

/**
 * A table that becomes a list of labelled facts where its room is small. Roles are repeated because
 * `display: block` takes them away in some browsers.
 */
export function Table({ caption, columns, isWide = false, isFixed = false, rowCount, children }: TableProps) {
  return (
    <div className={isWide ? "@container/wide" : "@container/narrow"}>
      <table
        // biome-ignore lint/a11y/noRedundantRoles: display changes drop the native role
        role="table"
        aria-rowcount={rowCount === undefined ? undefined : rowCount + 1}
        className={cn("w-full stacked:block", isFixed && "beside:table-fixed")}
      >
        <caption className="sr-only">{caption}</caption>
        <thead
          // biome-ignore lint/a11y/noRedundantRoles: as above
          role="rowgroup"
          className={cn(
            "stacked:sr-only",
            isFixed && "beside:sticky beside:top-0 beside:z-10 beside:bg-panel",
          )}
        >
          {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
          <tr role="row">
            {columns.map((column, index) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                key={index}
                // biome-ignore lint/a11y/noRedundantRoles: as above
                role="columnheader"
                scope="col"
                className={cn(
                  "border-b px-3.5 py-2 text-xs font-medium whitespace-nowrap text-ink-3",
                  column.align === "right" ? "text-right" : "text-left",
                  column.className,
                )}
              >
                {column.isLabelHidden ? <span className="sr-only">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
        <tbody role="rowgroup" className="stacked:block">
          {children}
        </tbody>
      </table>
    </div>
  );
}

export function Row({ className, children, ...rest }: Omit<ComponentProps<"tr">, "role">) {
  return (
    <tr
      {...rest}
      // biome-ignore lint/a11y/noRedundantRoles: as above
      role="row"
      className={cn("border-b last:border-b-0 stacked:block stacked:px-3.5 stacked:py-2.5", className)}
    >
      {children}
    </tr>
  );
}

interface CellProps {
  /** The column's title, shown beside the value on a phone; left out for a row's heading cell. */
  label?: string;
  align?: "right";
  /** The cell that names the row. */
  isHeading?: boolean;
  className?: string;
  children: ReactNode;
}

export function Cell({ label, align, isHeading = false, className, children }: CellProps) {
  const look = cn(
    "align-top font-normal wrap-break-word beside:px-3.5 beside:py-2.5 stacked:py-1",
    label ? "stacked:grid stacked:grid-cols-[minmax(6.5rem,34%)_1fr] stacked:gap-3" : "stacked:block",
    align === "right" ? "text-right stacked:text-left" : "text-left",
    className,
  );
  const content = (
    <>
      {label && (
        <span aria-hidden="true" className="text-sm text-ink-3 beside:hidden">
          {label}
        </span>
      )}
      <div className="min-w-0">{children}</div>
    </>
  );
  return isHeading ? (
    // biome-ignore lint/a11y/noRedundantRoles: as above
    <th role="rowheader" scope="row" className={cn(look, "wrap-anywhere beside:min-w-40")}>
      {content}
    </th>
  ) : (
    // biome-ignore lint/a11y/noRedundantRoles: as above
    <td role="cell" className={look}>
      {content}
    </td>
  );
}
