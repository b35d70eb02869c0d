import type { Metadata } from "next";
import { cache, type ReactNode } from "react";
import { pageContext } from "#app/page-context.ts";
import { Answered } from "#components/data/answered.tsx";
import { answerPath } from "#lib/request/answer-path.ts";

interface Query<T = unknown> {
  queryKey: readonly unknown[];
  queryFn: (asked: { signal: AbortSignal }) => Promise<T>;
  meta: { path: string };
}

/** Each question is answered once for a page, also when its title wants to know. */
const answer = cache(async (path: string) => answerPath(await pageContext(), path));

/** A screen that is sent with the answers to its first questions, so that it is there before it can ask. */
export async function WithAnswers({ queries, children }: { queries: readonly Query[]; children: ReactNode }) {
  const answers = await Promise.all(
    queries.map(async ({ queryKey, meta }) => ({ queryKey, data: await answer(meta.path) })),
  );
  return <Answered answers={answers.filter(({ data }) => data !== null)}>{children}</Answered>;
}

/** A title that names what the page is about; `otherwise` where that is not there, or not for this person. */
export async function titleFrom<T>(
  query: Query<T>,
  words: (data: T) => string,
  otherwise: string,
): Promise<Metadata> {
  const data = await answer(query.meta.path);
  return { title: data === null ? otherwise : words(data as T) };
}
