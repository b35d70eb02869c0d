import { describe, expect, it } from "vitest";
import { reachOf } from "./live-topics.ts";

const one = "0f6b1d9e-8f0a-4e43-9d5e-0d7a7f1f2a01";
const other = "0f6b1d9e-8f0a-4e43-9d5e-0d7a7f1f2a02";

describe("a live change", () => {
  it("refreshes the thing itself at once and leaves its siblings alone", () => {
    expect(reachOf(["operation", one], { topic: "operation", id: one })).toBe("direct");
    expect(reachOf(["operation", one, "steps"], { topic: "operation", id: one })).toBe("direct");
    expect(reachOf(["operation", other], { topic: "operation", id: one })).toBe("none");
  });

  it("refreshes lists and summaries that may show it", () => {
    expect(reachOf(["operation", "list", {}], { topic: "operation", id: one })).toBe("indirect");
    expect(reachOf(["overview"], { topic: "resource", id: one })).toBe("indirect");
    expect(reachOf(["restore", other], { topic: "change", id: one })).toBe("indirect");
  });

  it("leaves everything else alone", () => {
    expect(reachOf(["overview"], { topic: "log", id: one })).toBe("none");
    expect(reachOf(["session"], { topic: "resource", id: one })).toBe("none");
    expect(reachOf([42], { topic: "resource", id: one })).toBe("none");
  });
});
