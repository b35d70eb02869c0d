/** A name is short enough to be typed by some of its letters; in a sentence those are found everywhere. */
const longestName = 40;

/**
 * How well an entry fits what was typed, 1 at most, 0 for not at all. Every word typed must be found: as a whole word
 * before the beginning of one before the inside of one; in the title before the other words it is known by. Only what
 * has no such word is found by its letters alone.
 */
export function paletteScore(title: string, typed: string, known: readonly string[] = []): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  const [inTitle, beside] = [wordsOf(title), known.flatMap(wordsOf)];
  const scores = wanted.map((word) => Math.max(wordScore(word, inTitle), 0.7 * wordScore(word, beside)));
  if (scores.every((score) => score > 0)) {
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    return 0.2 + 0.8 * mean;
  }
  return title.length <= longestName && hasLetters(inTitle.join(""), wanted.join("")) ? 0.1 : 0;
}

function wordScore(wanted: string, words: readonly string[]): number {
  if (words.includes(wanted)) return 1;
  if (words.some((word) => word.startsWith(wanted))) return 0.8;
  return wanted.length > 1 && words.some((word) => word.includes(wanted)) ? 0.3 : 0;
}

/** Whether all letters of `wanted` come in this order. */
function hasLetters(text: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
