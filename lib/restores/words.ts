/**
 * How the state before the restore can be had again: a verified safety backup with a named restore point, the
 * old data directory set aside untouched, or (only when the destination is gone) nothing.
 */
export const wayBackKinds = ["backup", "set-aside", "none"] as const;
