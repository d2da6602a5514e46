import type { Command } from 'commander';

const EXAMPLES = new WeakMap<Command, readonly string[]>();

/** Adds command lines, without `cotrain COMMAND`, to the end of a command's help. */
export function withExamples(command: Command, ...lines: string[]): Command {
  const all = lines.map((line) => `cotrain ${pathOf(command)} ${line}`.trim());
  EXAMPLES.set(command, all);
  return command.addHelpText('after', `\nExamples:\n${all.map((line) => `  ${line}\n`).join('')}`);
}

export const examplesOf = (command: Command): readonly string[] => EXAMPLES.get(command) ?? [];

/** `data split` */
function pathOf(command: Command): string {
  const { parent } = command;
  return parent?.parent ? `${pathOf(parent)} ${command.name()}` : command.name();
}
