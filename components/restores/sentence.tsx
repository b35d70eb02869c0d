const date = /(\d{4}-\d{2}-\d{2})/;

/** A restore's sentence in which a date is never broken over two lines. */
export function Sentence({ text }: { text: string }) {
  return (
    <span className="num">
      {text.split(date).map((part, index) =>
        date.test(part) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
          <span key={index} className="whitespace-nowrap">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </span>
  );
}
