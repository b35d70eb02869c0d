"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { useAuditFilter } from "./use-audit-filter.ts";

const formats = [
  {
    name: "ndjson",
    title: "NDJSON",
    hint: "One entry a line, with the exact text that a verifier hashes. Take this one as evidence.",
  },
  { name: "csv", title: "CSV", hint: "For a spreadsheet. Times are in UTC." },
];

export function ExportAudit() {
  const { query, isFiltered } = useAuditFilter();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Export…</Button>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Export the audit log"
        description={
          isFiltered
            ? "Exactly the entries that the filter on this page lets through, all pages of them. The export is itself an entry."
            : "All entries. The export is itself an entry."
        }
      >
        <ul className="grid gap-2.5">
          {formats.map((format) => (
            <li key={format.name} className="flex flex-wrap items-center gap-3 rounded-lg border p-3">
              <div className="min-w-48 flex-1">
                <p className="font-[560]">{format.title}</p>
                <p className="text-sm text-ink-3">{format.hint}</p>
              </div>
              <a
                className={buttonStyle()}
                href={`/api/v1/audit/export${query({ format: format.name })}`}
                download
                onClick={() => setOpen(false)}
              >
                <span>
                  Download<span className="sr-only"> {format.title}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
