/** Part of the API table (api.ts). */
export const alertEndpoints = {} as const;
