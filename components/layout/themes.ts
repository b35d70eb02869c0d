/** In the order in which the switch goes through them. */
export const themes = [
  { id: "system", words: "System theme" },
  { id: "light", words: "Light theme" },
  { id: "dark", words: "Dark theme" },
] as const;
