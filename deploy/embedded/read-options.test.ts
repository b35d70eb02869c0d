import { describe, expect, test } from "vitest";
import { readOptions } from "./read-options.ts";

function read(variables: Record<string, string>, uid = 0) {
  return readOptions({ NODE_ENV: "test", HOME: "/home/someone", ...variables }, uid);
}

describe("what a person may ask of npm start", () => {
  test("without a wish it is the loopback, port 3000, and the user's customary folder", () => {
    expect(read({})).toMatchObject({
      data: "/var/lib/holdfast",
      bind: "127.0.0.1",
      webPort: 3000,
      origin: "http://localhost:3000",
      external: null,
      wantsDemo: true,
    });
    expect(read({}, 1000).data).toBe("/home/someone/.local/share/holdfast");
    expect(read({ XDG_DATA_HOME: "/data" }, 1000).data).toBe("/data/holdfast");
  });

  test("other machines may reach it only behind an https origin", () => {
    expect(() => read({ HOLDFAST_BIND: "0.0.0.0" })).toThrow("https");
    const origin = "https://holdfast.example.com";
    expect(read({ HOLDFAST_BIND: "0.0.0.0", HOLDFAST_ORIGIN: origin }).bind).toBe("0.0.0.0");
    expect(read({ HOLDFAST_ORIGIN: origin }).bind).toBe("127.0.0.1");
  });

  test("a server of one's own needs all three URLs", () => {
    const urls = {
      HOLDFAST_OWNER_DATABASE_URL: "postgresql://o@db/h",
      HOLDFAST_WEB_DATABASE_URL: "postgresql://w@db/h",
    };
    expect(() => read(urls)).toThrow("HOLDFAST_WORKER_DATABASE_URL");
    const all = read({ ...urls, HOLDFAST_WORKER_DATABASE_URL: "postgresql://k@db/h" });
    expect(all.external?.worker).toBe("postgresql://k@db/h");
  });

  test("a port that is none, a relative folder and one too long for a socket are refused", () => {
    expect(() => read({ HOLDFAST_PORT: "65536" })).toThrow("HOLDFAST_PORT");
    expect(() => read({ HOLDFAST_PORT: "web" })).toThrow("HOLDFAST_PORT");
    expect(() => read({ HOLDFAST_DATA: "data" })).toThrow("absolute");
    expect(() => read({ HOLDFAST_DATA: `/${"x".repeat(100)}` })).toThrow("too long");
  });
});
