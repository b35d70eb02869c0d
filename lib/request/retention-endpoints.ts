/** Part of the API table (api.ts). */
export const retentionEndpoints = {} as const;
