/** Part of the API table (api.ts). */
export const channelEndpoints = {} as const;
