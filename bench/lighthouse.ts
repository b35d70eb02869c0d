import { mkdtemp, readFile, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";
import { z } from "zod";
import { openApi } from "#e2e/fixtures/api.ts";
import { freePort } from "#e2e/fixtures/scratch-cluster.ts";
import { type Installation, readInstallation } from "#e2e/fixtures/stack/installation.ts";
import { sessionFile } from "#e2e/fixtures/stack/people.ts";
import { prepareInstallation } from "#e2e/fixtures/stack/prepare-installation.ts";
import { removeInstallation } from "#e2e/fixtures/stack/remove-installation.ts";
import { until } from "#e2e/fixtures/until.ts";
import { operationDto } from "#lib/operations/schema.ts";
import { restoreDto } from "#lib/restores/schema.ts";
import type { LighthouseOptions } from "./options.ts";
import { median, table } from "./report.ts";

const wanted = { desktop: 97, mobile: 90 };
type Device = keyof typeof wanted;

const reportSchema = z.object({
  runtimeError: z.object({ code: z.string(), message: z.string() }).optional(),
  environment: z.object({ benchmarkIndex: z.number() }),
  categories: z.record(z.string(), z.object({ score: z.number().nullable() })),
  audits: z.record(
    z.string(),
    z.object({ title: z.string(), score: z.number().nullable(), numericValue: z.number().optional() }),
  ),
});

type Report = z.infer<typeof reportSchema>;

/** The two pages that are opened at night, of the built program, by a signed-in manager. Nothing fails because it is slow. */
export async function measurePages(options: LighthouseOptions, signal: AbortSignal): Promise<void> {
  await prepareInstallation();
  try {
    const installation = await readInstallation();
    const pages = { overview: "/", "plan page": `/restores/${await askForRestore(installation)}` };
    const rows: string[][] = [];
    for (const [name, path] of Object.entries(pages)) {
      for (const device of ["desktop", "mobile"] as const) {
        const reports: Report[] = [];
        for (let run = 0; run < options.repetitions; run++) {
          signal.throwIfAborted();
          reports.push(await look(installation, path, device));
        }
        rows.push(rowOf(`${name}, ${device}`, device, reports));
        for (const line of findings(reports)) console.log(`${name}, ${device}: ${line}`);
      }
    }
    console.log(`\n${table([header, header.map(() => "---"), ...rows])}\n`);
    console.log(`Medians of ${options.repetitions} runs. Load average ${loadavg()[0]?.toFixed(1)}.`);
  } finally {
    await removeInstallation();
  }
}

/** A request that waits for its approval. */
async function askForRestore({ origin, directory, resourceId }: Installation): Promise<string> {
  const operator = await openApi(origin, sessionFile(directory, "operator"));
  try {
    const wish = { resourceId, target: { kind: "latest" }, destination: { kind: "new-instance" } };
    const preview = await operator.post("/restore-previews", wish, operationDto);
    await until("the preview of a restore", async () => {
      const { status } = await operator.get(`/operations/${preview.id}`, operationDto);
      if (status === "failed") throw new Error("The preview of a restore failed.");
      return status === "succeeded";
    });
    const request = { previewId: preview.id, reason: "Its page is measured." };
    return (await operator.post("/restores", request, restoreDto)).id;
  } finally {
    await operator.close();
  }
}

/** Once in a while Chromium's trace misses its own beginning: then there is nothing to be read from it. */
async function look(installation: Installation, path: string, device: Device): Promise<Report> {
  for (let attempt = 1; ; attempt++) {
    const report = await lookOnce(installation, path, device);
    if (!report.runtimeError) return report;
    const isTraceLost = report.runtimeError.code === "NO_NAVSTART";
    if (!isTraceLost || attempt === 3) throw new Error(`${path}: ${report.runtimeError.message}`);
  }
}

/** A browser of its own each time: nothing is in its cache. */
async function lookOnce({ origin, directory }: Installation, path: string, device: Device): Promise<Report> {
  const profile = await mkdtemp(join(tmpdir(), "hf-lighthouse-"));
  const port = await freePort();
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.HOLDFAST_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`],
    viewport: null,
  });
  try {
    await browser.addCookies(await cookiesOf(sessionFile(directory, "manager")));
    const flags = {
      port,
      output: "json" as const,
      logLevel: "error" as const,
      onlyCategories: ["performance", "accessibility", "best-practices"],
      // Or else the session would be cleared with it; there is nothing else in a new browser.
      disableStorageReset: true,
    };
    const result = await lighthouse(origin + path, flags, device === "desktop" ? desktopConfig : undefined);
    return reportSchema.parse(result?.lhr);
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function cookiesOf(file: string) {
  const cookie = z.object({ name: z.string(), value: z.string(), domain: z.string(), path: z.string() });
  const { cookies } = z.object({ cookies: z.array(cookie) }).parse(JSON.parse(await readFile(file, "utf8")));
  return cookies;
}

const header = [
  "",
  "performance",
  "accessibility",
  "best practices",
  "first paint",
  "largest paint",
  "speed index",
  "blocked",
  "layout shift",
  "sent",
  "processor",
  "",
];

function rowOf(title: string, device: Device, reports: Report[]): string[] {
  const score = (category: string) =>
    median(reports.map(({ categories }) => Math.round((categories[category]?.score ?? Number.NaN) * 100)));
  const audit = (id: string) => median(reports.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN));
  const performance = score("performance");
  return [
    title,
    `${performance}`,
    `${score("accessibility")}`,
    `${score("best-practices")}`,
    `${audit("first-contentful-paint").toFixed(0)} ms`,
    `${audit("largest-contentful-paint").toFixed(0)} ms`,
    `${audit("speed-index").toFixed(0)} ms`,
    `${audit("total-blocking-time").toFixed(0)} ms`,
    audit("cumulative-layout-shift").toFixed(3),
    `${(audit("total-byte-weight") / 1024).toFixed(0)} KiB`,
    `${median(reports.map(({ environment }) => environment.benchmarkIndex)).toFixed(0)}`,
    performance < wanted[device] ? `below ${wanted[device]}` : "",
  ];
}

/** What Lighthouse found wrong besides being slow. */
function findings(reports: Report[]): string[] {
  const [report] = reports;
  const failed = Object.values(report?.audits ?? {}).filter(
    ({ score, numericValue }) => score !== null && score < 0.9 && numericValue === undefined,
  );
  return failed.map(({ title }) => title);
}
