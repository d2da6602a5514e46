// What the ranks write, on one output: each line whole, with its rank, and below them rank 0's progress bar.
import { stripVTControlCharacters } from 'node:util';
import type { RankOutput } from './rankProcess.js';

type Name = 'stdout' | 'stderr';
type Stream = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

/** Lines of a rank's stderr that are kept to explain its failure. */
const KEPT = 20;
/** A line is shown in parts beyond this many characters. */
const LONGEST = 65_536;
const ESCAPE = '\u001b';
const CLEAR_LINE = `\r${ESCAPE}[2K`;
/** A program goes back to the start of the line or clears it, to write it again. */
const REWRITE = new RegExp(`\\r|${ESCAPE}\\[(?:1?G|2K)`);

/** The launcher's output, shared by all ranks. */
export class Screen {
  /** The line without an end at the bottom of the terminal: a progress bar. */
  #open = '';

  constructor(
    /** Whether lines begin with `[rank]`. */
    private readonly prefix: boolean,
    private readonly streams: Readonly<Record<Name, Stream>> = process,
  ) {}

  /** Whether a progress bar can be drawn. */
  get isTerminal(): boolean {
    return this.streams.stderr.isTTY;
  }

  /** Prints a line. */
  line(name: Name, text: string): void {
    const stream = this.streams[name];
    const print = () => stream.write(`${text}\n`);
    if (stream.isTTY) this.above(print);
    else print();
  }

  /** Prints above the bar. */
  above(print: () => void): void {
    if (this.#open !== '') this.streams.stderr.write(CLEAR_LINE);
    print();
    if (this.#open !== '') this.streams.stderr.write(this.#open);
  }

  /** Draws the bar: a line that is not finished yet. */
  draw(text: string): void {
    if (text === this.#open) return;
    this.streams.stderr.write(`${CLEAR_LINE}${text}`);
    this.#open = text;
  }

  /** A rank's output. Rank 0 may draw. */
  of(rank: number): RankScreen {
    return new RankScreen(this, rank, this.prefix ? `[${rank}] ` : '');
  }
}

/** Puts a rank's text together to lines. */
export class RankScreen implements RankOutput {
  readonly #rest: Record<Name, string> = { stdout: '', stderr: '' };
  readonly #kept: string[] = [];

  constructor(
    private readonly screen: Screen,
    private readonly rank: number,
    private readonly prefix: string,
  ) {}

  /** The last lines of its stderr. */
  get lastLines(): readonly string[] {
    return this.#kept;
  }

  read(name: Name, text: string): void {
    const lines = (this.#rest[name] + text).split('\n');
    const rest = lines.pop()!;
    const draws = this.rank === 0 && name === 'stderr' && this.screen.isTerminal;
    if (draws && lines.length > 0) this.screen.draw('');
    for (const line of lines) this.#line(name, line);
    this.#rest[name] = rest;
    if (draws) {
      const bar = lastState(rest);
      // Of a line that is written again and again, only the last state counts.
      const [end] = rest.split(REWRITE).slice(-1);
      this.#rest[name] = withoutMoves(end!) === '' ? `${bar}\r` : bar;
      this.screen.draw(withoutMoves(bar));
    } else if (rest.length > LONGEST) this.#flush(name);
  }

  end(): void {
    if (this.rank === 0 && this.screen.isTerminal) this.screen.draw('');
    for (const name of ['stdout', 'stderr'] as const)
      if (lastState(this.#rest[name]) !== '') this.#flush(name);
  }

  #flush(name: Name): void {
    this.#line(name, this.#rest[name]);
    this.#rest[name] = '';
  }

  #line(name: Name, written: string): void {
    const line = withoutMoves(lastState(written.replace(/\r$/, '')));
    if (name === 'stderr') {
      this.#kept.push(stripVTControlCharacters(line));
      if (this.#kept.length > KEPT) this.#kept.shift();
    }
    this.screen.line(name, this.prefix + line);
  }
}

/** A line as it stands after it was rewritten from its start. */
function lastState(line: string): string {
  // A bar that was only moved to its start is still there.
  const states = line.split(REWRITE).filter((state) => withoutMoves(state) !== '');
  return states.at(-1) ?? '';
}

/** Without sequences that move, clear or hide; colours stay. */
const withoutMoves = (text: string): string =>
  text.replace(new RegExp(`${ESCAPE}\\[[0-9;?]*[A-Za-ln-z]`, 'g'), '');
