import { StringDecoder } from "node:string_decoder";

/** Turns chunks of bytes into lines of UTF-8 text, however the chunks are cut; a line that is too long is cut too. */
export function lineSplitter(
  onLine: (line: string) => void,
  longestLine = 65_536,
): {
  push: (chunk: Buffer) => void;
  end: () => void;
} {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const push = (text: string) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line.slice(0, longestLine));
    if (rest.length > longestLine) {
      onLine(rest);
      rest = "";
    }
  };
  return {
    push: (chunk) => push(decoder.write(chunk)),
    end: () => {
      push(decoder.end());
      if (rest) onLine(rest);
      rest = "";
    },
  };
}
