import { createHash } from "node:crypto";

/**
 * pgBackRest's own files (manifest, backup.info, archive.info) are sections of `key=<JSON>` ending with a SHA-1 of
 * themselves. `repo-get` does not look at it: of a damaged file it returns rubbish with exit code 0.
 */
export interface InfoFileReader {
  /** One line; returns the entry it holds, or null. */
  read: (line: string) => { section: string; key: string; value: string } | null;
  /** True when everything read so far is exactly what was written. */
  isIntact: () => boolean;
}

export function infoFileReader(): InfoFileReader {
  const hash = createHash("sha1").update("{");
  let section: string | null = null;
  let hashedSection: string | null = null;
  let recorded: string | null = null;
  let digest: string | null = null;

  const addToHash = (key: string, value: string) => {
    if (hashedSection === section) hash.update(",");
    else hash.update(`${hashedSection === null ? "" : "},"}"${section}":{`);
    hashedSection = section;
    hash.update(`"${key}":${value}`);
  };

  return {
    read: (line) => {
      const header = /^\[([^\]=]+)\]$/.exec(line)?.[1];
      if (header) {
        section = header;
        return null;
      }
      // A file name may contain "="; the value of a file, path or link is always an object.
      const isObject = section !== null && /^target:(?:file|path|link)$/.test(section);
      const at = line.indexOf(isObject ? "={" : "=");
      if (section === null || at < 0) return null;
      const [key, value] = [line.slice(0, at), line.slice(at + 1)];
      if (section === "backrest" && key === "backrest-checksum") recorded = value.replaceAll('"', "");
      else addToHash(key, value);
      return { section, key, value };
    },
    isIntact: () => {
      digest ??= hash.update("}}").digest("hex");
      return recorded === digest;
    },
  };
}
