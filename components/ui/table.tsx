import type { ReactNode } from "react";
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
  children: ReactNode;
}

/**
 * A table that becomes a list of labelled facts where its room is small. Roles are repeated because
 * `display: block` takes them away in some browsers.
 */
export function Table({ caption, columns, isWide = false, children }: TableProps) {
  return (
    <div className={isWide ? "@container/wide" : "@container/narrow"}>
      {/* biome-ignore lint/a11y/noRedundantRoles: display changes drop the native role */}
      <table role="table" className="w-full stacked:block">
        <caption className="sr-only">{caption}</caption>
        {/* biome-ignore lint/a11y/noRedundantRoles: as above */}
        <thead role="rowgroup" className="stacked:sr-only">
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

export function Row({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <tr
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
