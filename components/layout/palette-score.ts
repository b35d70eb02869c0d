/**
 * How well an entry fits what was typed, 1 at most, 0 for not at all. Every word typed must be found: as a whole word
 * before the beginning of one before the inside of one before some of its letters; in the title before the other words
 * it is known by. Never by letters of several words: in a sentence those are found for anything.
 */
export function paletteScore(title: string, typed: string, known: readonly string[] = []): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  const [inTitle, beside] = [wordsOf(title), known.flatMap(wordsOf)];
  const scores = wanted.map((word) => Math.max(wordScore(word, inTitle), 0.7 * wordScore(word, beside)));
  if (scores.includes(0)) return 0;
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function wordScore(wanted: string, words: readonly string[]): number {
  if (words.includes(wanted)) return 1;
  if (words.some((word) => word.startsWith(wanted))) return 0.8;
  if (wanted.length < 2) return 0;
  if (words.some((word) => word.includes(wanted))) return 0.3;
  return words.some((word) => hasLetters(word, wanted)) ? 0.1 : 0;
}

/** Whether a word begins like `wanted` and has all its letters in this order: "bckp" is in "backup". */
function hasLetters(word: string, wanted: string): boolean {
  if (wanted.length < 3 || word[0] !== wanted[0]) return false;
  let at = 0;
  for (const letter of wanted) {
    at = word.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
