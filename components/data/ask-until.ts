import { ApiProblem, isNowhere } from "./api-problem.ts";

/** For `refetchInterval`: asks again until `isOver` says so, or the server that there is no such thing. */
export function askUntil<T>(isOver: (data: T) => boolean, everyMs: number) {
  return ({ state }: { state: { data: T | undefined; error: Error | null } }): number | false => {
    if (state.error instanceof ApiProblem && isNowhere(state.error)) return false;
    return state.data !== undefined && isOver(state.data) ? false : everyMs;
  };
}
