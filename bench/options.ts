import { tmpdir } from "node:os";
import { parseArgs } from "node:util";
import { z } from "zod";

const benchmarkNames = ["backup", "restore"] as const;

const optionsSchema = z.object({
  benchmarks: z
    .array(z.enum(benchmarkNames))
    .transform((names) => new Set(names.length === 0 ? benchmarkNames : names)),
  repetitions: z.coerce.number().int().min(1).max(50),
  scale: z.coerce.number().min(0.01).max(50),
  cache: z.enum(["cold", "warm"]),
  directory: z.string().startsWith("/"),
  json: z.string().optional(),
});

export type Options = z.infer<typeof optionsSchema>;

const apiOptionsSchema = z.object({
  scale: z.coerce.number().min(0.0001).max(10),
  resources: z.coerce.number().int().min(1).max(1000),
  calls: z.coerce.number().int().min(1).max(10_000),
  only: z.string(),
  directory: z.string().startsWith("/"),
  json: z.string().optional(),
});

export type ApiOptions = z.infer<typeof apiOptionsSchema>;

const lighthouseOptionsSchema = z.object({ repetitions: z.coerce.number().int().min(1).max(20) });

export type LighthouseOptions = z.infer<typeof lighthouseOptionsSchema>;

export function readLighthouseOptions(args: string[]): LighthouseOptions {
  const { values } = parseArgs({ args, options: { repetitions: { type: "string", default: "3" } } });
  const parsed = lighthouseOptionsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new Error(
    `npm run bench -- lighthouse [options], see bench/README.md\n${z.prettifyError(parsed.error)}`,
  );
}

export function readApiOptions(args: string[]): ApiOptions {
  const { values } = parseArgs({
    args,
    options: {
      scale: { type: "string", default: "1" },
      resources: { type: "string", default: "50" },
      calls: { type: "string", default: "50" },
      only: { type: "string", default: "" },
      directory: { type: "string", default: tmpdir() },
      json: { type: "string" },
    },
  });
  const parsed = apiOptionsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw new Error(`npm run bench -- api [options], see bench/README.md\n${z.prettifyError(parsed.error)}`);
}

export function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      repetitions: { type: "string", default: "1" },
      scale: { type: "string", default: "1.25" },
      cache: { type: "string", default: "cold" },
      directory: { type: "string", default: tmpdir() },
      json: { type: "string" },
    },
  });
  const parsed = optionsSchema.safeParse({ ...values, benchmarks: positionals });
  if (parsed.success) return parsed.data;
  throw new Error(
    `npm run bench -- backup restore [options], see bench/README.md\n${z.prettifyError(parsed.error)}`,
  );
}
