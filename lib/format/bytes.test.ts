import { describe, expect, it } from "vitest";
import { formatBytes } from "./bytes.ts";

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
