/** Part of the API table (api.ts). */
export const objectiveEndpoints = {} as const;
