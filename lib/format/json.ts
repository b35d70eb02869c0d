/** Values that survive JSON unchanged. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
