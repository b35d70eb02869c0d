import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { z } from "zod";

const file = path.join(import.meta.dirname, "answers/answers.json");

const recordingSchema = z.object({
  /** When it was recorded, in milliseconds: the only time that the pages know. */
  nowMs: z.number(),
  resourceId: z.string(),
  restoreId: z.string(),
  /** What the API said to a manager, by path and query. */
  answers: z.record(z.string(), z.unknown()),
});

export type Recording = z.infer<typeof recordingSchema>;

export async function readRecording(): Promise<Recording> {
  return recordingSchema.parse(JSON.parse(await readFile(file, "utf8")));
}

export async function writeRecording(recording: Recording): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(recording, null, 1)}\n`);
}

/** Keeps what the API answers to a page from now on. */
export function record(page: Page, { answers }: Recording): void {
  page.on("request", async (request) => {
    const key = keyOf(request.url());
    if (request.method() !== "GET" || !request.url().includes("/api/v1/") || key === "/events") return;
    // Asked once more, beside the page: the answer to what a page gave up asking cannot be read.
    const response = await page.request.get(request.url());
    if (response.ok()) answers[key] ??= await response.json();
  });
}

/** Gives a page the recorded answers and the recorded time; an answer that is missing fails the test. */
export async function replay(page: Page, { answers, nowMs }: Recording): Promise<string[]> {
  const missing: string[] = [];
  await page.clock.setFixedTime(nowMs);
  await page.route("**/api/v1/**", (route) => {
    const key = keyOf(route.request().url());
    if (route.request().method() !== "GET" || key === "/events") return route.continue();
    if (key in answers) return route.fulfill({ json: answers[key] });
    missing.push(key);
    return route.abort();
  });
  return missing;
}

function keyOf(address: string): string {
  const url = new URL(address);
  return url.pathname.replace("/api/v1", "") + url.search;
}

/** A page comes with answers of the server's own: this makes it ask, as when another tab says that it missed something. */
export async function askAgain(page: Page): Promise<void> {
  await expect(async () => {
    const asked = page.waitForResponse("**/api/v1/session", { timeout: 2_000 });
    await page.evaluate(() => new BroadcastChannel("holdfast-live").postMessage({ kind: "resync" }));
    await asked;
  }).toPass();
}
