import { describe, expect, it } from "vitest";
import { formatBytes, formatBytesRange } from "./bytes.ts";

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [1, "1 B"],
    [1023, "1023 B"],
    [1024, "1.0 KiB"],
    [1536, "1.5 KiB"],
    [48.2 * 1024 ** 3, "48.2 GiB"],
    [212 * 1024 ** 3, "212 GiB"],
    [1024 ** 4 - 1, "1.0 TiB"],
    [-2048, "−2.0 KiB"],
    [Number.NaN, "unknown"],
  ])("writes %d bytes as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe("formatBytesRange", () => {
  it.each([
    [41.2 * 1024 ** 3, 44.3 * 1024 ** 3, "41–44 GiB"],
    [0.4 * 1024 ** 4, 1.2 * 1024 ** 4, "0.4–1.2 TiB"],
    [0, 512, "0–512 B"],
    [1024 ** 2, 1024 ** 2, "1.0 MiB"],
    [0, 0, "0 B"],
    [0, Number.POSITIVE_INFINITY, "unknown"],
  ])("writes %d to %d bytes as %s", (low, high, text) => {
    expect(formatBytesRange(low, high)).toBe(text);
  });
});
