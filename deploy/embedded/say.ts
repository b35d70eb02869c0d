const clearLine = "\r\u001b[2K";

/** One line to the person who started the program. */
export function say(text: string): void {
  process.stdout.write(process.stdout.isTTY ? `${clearLine}${text}\n` : `${text}\n`);
}

/**
 * Says that something takes a while, and how long it took. On a terminal one line counts the seconds; elsewhere a
 * line is written at the start, when `show`'s detail moved after 5 s, and at the end.
 */
export async function sayStep<T>(
  title: string,
  work: (show: (detail: string) => void) => Promise<T>,
): Promise<T> {
  const line = process.stdout.isTTY ? terminalLine(title) : plainLines(title);
  try {
    const result = await work(line.show);
    line.end("");
    return result;
  } catch (error) {
    line.end("failed after ");
    throw error;
  }
}

function terminalLine(title: string) {
  const seconds = stopwatch();
  let detail = "";
  const draw = () => process.stdout.write(`${clearLine}${title} … ${detail || seconds()}`);
  const timer = setInterval(draw, 500);
  draw();
  const show = (text: string) => {
    detail = text;
    draw();
  };
  const end = (outcome: string) => {
    clearInterval(timer);
    say(`${title} … ${outcome}${seconds()}`);
  };
  return { show, end };
}

function plainLines(title: string) {
  const seconds = stopwatch();
  let saidAt = performance.now();
  let saidDetail = "";
  say(`${title} …`);
  const show = (detail: string) => {
    if (detail === saidDetail || performance.now() - saidAt < 5_000) return;
    saidAt = performance.now();
    saidDetail = detail;
    say(`${title} … ${detail}`);
  };
  return { show, end: (outcome: string) => say(`${title} … ${outcome}${seconds()}`) };
}

function stopwatch(): () => string {
  const startedAt = performance.now();
  return () => {
    const seconds = (performance.now() - startedAt) / 1000;
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  };
}
