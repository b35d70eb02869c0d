/** Part of the API table (api.ts). */
export const scheduleEndpoints = {} as const;
