import { readDemoRecord } from "../demo/demo-record.ts";
import type { Layout } from "./layout.ts";

/** Where the demo cluster and its repository are: what `prisma/first-start.ts` registers. */
export interface DemoPlace {
  host: string;
  dataDirectory: string;
  socketDirectory: string;
  port: number;
  user: string;
  repositoryPath: string;
}

/** Null when there never was a complete demo. */
export async function findDemo(layout: Layout, host: string): Promise<DemoPlace | null> {
  const record = await readDemoRecord(layout.demo);
  if (!record?.isComplete) return null;
  return {
    host,
    dataDirectory: layout.demoData,
    socketDirectory: layout.demoSocket,
    port: record.port,
    user: record.user,
    repositoryPath: layout.demoRepository,
  };
}
