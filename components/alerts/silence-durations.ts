/** What can be chosen, in hours; a silence never lasts longer than 30 days. */
export const silenceDurations: readonly { hours: number; words: string }[] = [
  { hours: 1, words: "1 hour" },
  { hours: 4, words: "4 hours" },
  { hours: 24, words: "1 day" },
  { hours: 72, words: "3 days" },
  { hours: 168, words: "1 week" },
  { hours: 720, words: "30 days" },
];
