import { Argument, type Command } from 'commander';
import { complete } from '../completion/complete.js';
import { SCRIPTS, SHELLS, type Shell } from '../completion/scripts.js';
import { withExamples } from '../examples.js';

const LONGEST = 70;

export function register(program: Command): void {
  const completion = program
    .command('completion')
    .description('Print a script that completes commands, options and their values in your shell')
    .addArgument(new Argument('<shell>', 'Your shell').choices(SHELLS))
    .action((shell: Shell) => void process.stdout.write(SCRIPTS[shell]));
  withExamples(
    completion,
    'bash >> ~/.bashrc',
    'zsh > ~/.zfunc/_cotrain',
    'fish > ~/.config/fish/completions/cotrain.fish',
  );
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action((words: string[]) => void process.stdout.write(answer(program, words)));
}

/** @param words bash gives `=` as a word of its own */
function answer(program: Command, words: readonly string[]): string {
  const joined = words.at(-1) === '=' ? [...words.slice(0, -1), ''] : words;
  const { suggestions, paths } = complete(
    program,
    joined.filter((word) => word !== '='),
  );
  const lines = suggestions.map(({ value, description }) => `${value}\t${short(description)}`);
  return [...lines, `:${paths}`, ''].join('\n');
}

/** A description up to its first clause. */
function short(description: string): string {
  const [clause = ''] = description.split(/[;:(]|\. /);
  return clause.length <= LONGEST ? clause.trim() : `${clause.slice(0, LONGEST).replace(/\s\S*$/, '')}...`;
}
