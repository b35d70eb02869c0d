import { describe, expect, it } from "vitest";
import { safePath } from "./safe-path.ts";

describe("the address after signing in", () => {
  it("is a path of this site with its query and fragment", () => {
    expect(safePath("/resources/1?tab=sets#top")).toBe("/resources/1?tab=sets#top");
  });

  it.each([
    undefined,
    ["/a", "/b"],
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "",
  ])("is the overview instead of %s", (next) => {
    expect(safePath(next)).toBe("/");
  });
});
