import { apiQuery } from "./api-query.ts";

export const sessionQuery = apiQuery(["session"], "/session", ({ currentSession }) => currentSession);
