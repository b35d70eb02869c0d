/** Where the demo cluster and its repository are: what `prisma/first-start.ts` registers. */
export interface DemoPlace {
  host: string;
  dataDirectory: string;
  socketDirectory: string;
  port: number;
  user: string;
  repositoryPath: string;
}
