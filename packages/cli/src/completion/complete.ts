// What may follow on a command line, from the commander tree. The shells' scripts ask it at each Tab.
import type { Argument, Command, Option } from 'commander';
import { PRESETS } from '../presets.js';

export interface Suggestion {
  value: string;
  description: string;
}

export interface Completion {
  /** All begin with what is typed already. */
  suggestions: Suggestion[];
  /** Paths that the shell itself suggests beside them. */
  paths: 'none' | 'files' | 'directories';
}

/**
 * Suggests the last of `words`.
 * @param words behind `cotrain`; the last is what is typed so far, and may be empty
 */
export function complete(program: Command, words: readonly string[]): Completion {
  const typed = words.at(-1) ?? '';
  const { command, awaiting, operands, isLiteral } = walk(program, words.slice(0, -1));
  if (awaiting) return valuesOf(awaiting, typed);
  const [, flag, value] = /^(--[^=]+)=(.*)$/s.exec(typed) ?? [];
  const named = flag === undefined ? undefined : optionsOf(command).find(({ long }) => long === flag);
  if (named && !isLiteral) return withPrefix(`${flag}=`, valuesOf(named, value!));
  if (typed.startsWith('-') && !isLiteral) return { suggestions: flagsOf(command, typed), paths: 'none' };
  if (belowOf(command, isLiteral).length > 0)
    return { suggestions: operands === 0 ? subcommandsOf(command, typed) : [], paths: 'none' };
  const { registeredArguments: known } = command;
  const argument = known[operands] ?? (known.at(-1)?.variadic ? known.at(-1) : undefined);
  return argument ? valuesOf(argument, typed) : { suggestions: [], paths: 'none' };
}

/** Reads the words before the last as commander would. */
function walk(program: Command, words: readonly string[]) {
  let command = program;
  let operands = 0;
  let awaiting: Option | undefined;
  let isLiteral = false;
  for (const word of words) {
    const isMore = awaiting?.variadic && !word.startsWith('-');
    if (isMore) continue;
    if (awaiting && !awaiting.variadic) awaiting = undefined;
    else if (isLiteral || !word.startsWith('-')) {
      const below = operands === 0 ? belowOf(command, isLiteral).find((own) => own.name() === word) : null;
      if (below) command = below;
      else operands++;
    } else if (word === '--') isLiteral = true;
    else {
      const option = optionsOf(command).find(({ long, short }) => long === word || short === word);
      if (option?.required) awaiting = option;
    }
  }
  return { command, awaiting, operands, isLiteral };
}

/** Commands that may follow: those below it, or after `run` all others. */
function belowOf(command: Command, isLiteral: boolean): readonly Command[] {
  if (!runsOthers(command)) return command.commands;
  return isLiteral ? [] : command.parent!.commands.filter((own) => own !== command);
}

const runsOthers = (command: Command): boolean => command.name() === 'run' && command.parent?.parent === null;

const optionsOf = (command: Command): readonly Option[] => command.createHelp().visibleOptions(command);

const flagsOf = (command: Command, typed: string): Suggestion[] =>
  startingWith(
    typed,
    optionsOf(command).flatMap(({ long, description }) => (long ? [{ value: long, description }] : [])),
  );

const subcommandsOf = (command: Command, typed: string): Suggestion[] =>
  startingWith(
    typed,
    command
      .createHelp()
      .visibleCommands(runsOthers(command) ? command.parent! : command)
      .filter((own) => own !== command)
      .map((own) => ({ value: own.name(), description: own.description() })),
  );

/** Choices; otherwise what the placeholder in the help says: `<dir>`, `<file|preset>`. */
function valuesOf(of: Option | Argument, typed: string): Completion {
  const placeholder = 'flags' in of ? (/[<[](.+?)[>\]]/.exec(of.flags)?.[1] ?? '') : of.name();
  const kinds = placeholder.replace('...', '').split('|');
  const values = [...(of.argChoices ?? []), ...kinds.flatMap((kind) => VALUES[kind] ?? [])];
  const isFile = kinds.some((kind) => FILES.includes(kind));
  return {
    suggestions: startingWith(
      typed,
      values.map((value) => ({ value, description: '' })),
    ),
    paths: isFile ? 'files' : kinds.includes('dir') ? 'directories' : 'none',
  };
}

/** Placeholders whose values have names. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  preset: PRESETS,
  device: ['cpu', 'cuda'],
};
const FILES = ['file', 'command', 'files', 'path', 'image', 'folder', 'in', 'out', 'library'];

const startingWith = (typed: string, suggestions: Suggestion[]): Suggestion[] =>
  suggestions.filter(({ value }) => value.startsWith(typed));

const withPrefix = (prefix: string, { suggestions, paths }: Completion): Completion => ({
  suggestions: suggestions.map((own) => ({ ...own, value: prefix + own.value })),
  paths,
});
