import type { ReactNode } from "react";
import { pageContext } from "#app/page-context.ts";
import { Answered } from "#components/data/answered.tsx";
import { answerQueries } from "#lib/request/answer-queries.ts";

interface WithAnswersProps {
  queries: Parameters<typeof answerQueries>[1];
  children: ReactNode;
}

/** A screen that is sent with the answers to its first questions, so that it is there before it can ask. */
export async function WithAnswers({ queries, children }: WithAnswersProps) {
  return <Answered answers={await answerQueries(await pageContext(), queries)}>{children}</Answered>;
}
