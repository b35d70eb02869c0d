import { z } from "zod";
import { infoFileReader } from "./info-file.ts";

/** What must exist in the repository for a set to be restorable, by path relative to the sets' directory. */
export interface ManifestFacts {
  label: string;
  /** Every set holding a part of this one, itself included. */
  references: string[];
  /** Number of files of the cluster. */
  fileCount: number;
  files: Map<string, { sizeBytes: number; isExact: boolean }>;
}

const fileSchema = z.object({
  /** Bundle the file is in, and where. */
  bni: z.number().optional(),
  bno: z.number().optional(),
  /** Present for a block incremental file. */
  bi: z.number().optional(),
  reference: z.string().optional(),
  "repo-size": z.number().optional(),
  size: z.number(),
});

const extensions: Record<string, string> = { none: "", gz: ".gz", lz4: ".lz4", zst: ".zst", bz2: ".bz2" };

/** Feed it a decrypted and intact manifest line by line. */
export function manifestParser() {
  const reader = infoFileReader();
  const facts = { label: "", references: new Set<string>(), isBundled: false, extension: "", fileCount: 0 };
  const files: ManifestFacts["files"] = new Map();

  const addFile = (name: string, value: string) => {
    facts.fileCount += 1;
    const file = fileSchema.parse(JSON.parse(value));
    const owner = file.reference ?? facts.label;
    const storedBytes = file["repo-size"] ?? file.size;
    if (file.bni !== undefined) {
      const path = `${owner}/bundle/${file.bni}`;
      const sizeBytes = Math.max(files.get(path)?.sizeBytes ?? 0, (file.bno ?? 0) + storedBytes);
      // A set may use only the beginning of another set's bundle.
      files.set(path, { sizeBytes, isExact: false });
      return;
    }
    // With bundling on, an empty file is in the manifest only.
    if (file.size === 0 && facts.isBundled) return;
    const suffix = file.bi === undefined ? facts.extension : ".pgbi";
    files.set(`${owner}/${name}${suffix}`, { sizeBytes: storedBytes, isExact: true });
  };

  return {
    push: (line: string) => {
      const entry = reader.read(line);
      if (!entry) return;
      const { section, key, value } = entry;
      if (section === "backup" && key === "backup-label") facts.label = text(value);
      if (section === "backup" && key === "backup-bundle") facts.isBundled = value === "true";
      if (section === "backup" && key === "backup-reference") {
        for (const label of text(value).split(",")) facts.references.add(label);
      }
      if (section === "backup:option" && key === "option-compress-type")
        facts.extension = extensions[text(value)] ?? "";
      if (section === "target:file") addFile(key, value);
    },
    end: (): ManifestFacts => ({
      label: facts.label,
      references: [...facts.references],
      fileCount: facts.fileCount,
      files,
    }),
  };
}

const text = (value: string) => z.string().parse(JSON.parse(value));
