/** Strong right-to-left letters: Hebrew, Arabic, Syriac, Thaana, N'Ko, their presentation forms and the newer scripts. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Invisible characters that turn the direction of what follows them; U+200E and U+200F only mark a place. */
const turns = /[\u202a-\u202e\u2066-\u2069]/g;

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_DIRECTIONAL_ISOLATE = "\u2069";

/**
 * What a person wrote (a name, a reason) as part of something else: words from right to left leave the order of the
 * words, numbers and punctuation around them alone. Text without such words stays as it is, so that it can be
 * compared and copied; characters that would turn the text around it are left out. UAX #9, section 2.
 */
export function isolate(text: string): string {
  const plain = withoutTurns(text);
  return rightToLeft.test(plain) ? FIRST_STRONG_ISOLATE + plain + POP_DIRECTIONAL_ISOLATE : plain;
}

/** The same for a value that is taken away, e.g. copied or typed again. */
export function withoutTurns(text: string): string {
  return text.replace(turns, "");
}
