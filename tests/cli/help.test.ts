// What `--help` says of each command: examples that parse, and which options are required.

import test from 'ava';
import { examplesOf } from '../../packages/cli/dist/examples.js';
import { buildProgram } from '../../packages/cli/dist/program.js';
import { isRequired } from '../../packages/cli/dist/required.js';

type Command = ReturnType<typeof buildProgram>;

/** Commands that do something, but not those that shells call. */
function commands(program: Command): Command[] {
  const shown: readonly Command[] = program
    .createHelp()
    .visibleCommands(program)
    .filter((own) => own.name() !== 'help');
  return shown.flatMap((own) => (own.commands.length > 0 ? commands(own) : [own]));
}

const pathOf = (command: Command): string[] =>
  command.parent ? [...pathOf(command.parent), command.name()] : [];

/** Words of a line as a shell reads them, up to where it redirects. */
const wordsOf = (line: string): string[] =>
  line
    .replace(/ >>? .*$/, '')
    .split(' ')
    .slice(1);

test('each command shows two or three examples, which it takes as they are', async (t) => {
  const all = commands(buildProgram());
  t.true(all.length >= 18);
  for (const own of all) {
    const command = { path: pathOf(own).join(' '), lines: examplesOf(own) };
    t.true(
      command.lines.length >= 2 && command.lines.length <= 3,
      `${command.path}: ${command.lines.length} examples`,
    );
    for (const line of command.lines) {
      const program = buildProgram();
      let ran: string[] | undefined;
      for (const own of commands(program))
        own.action(() => {
          ran = pathOf(own);
        });
      // A plugin in an example is not there.
      await program.parseAsync(
        wordsOf(line).filter((word, i, words) => word !== '--plugin' && words[i - 1] !== '--plugin'),
        { from: 'user' },
      );
      t.is(ran?.join(' '), command.path, line);
    }
  }
});

test('options that a command cannot do without are marked', (t) => {
  const marked = commands(buildProgram()).flatMap((command) => {
    const help = command.helpInformation().replace(/\s+/g, ' ');
    const required = command.options.filter(isRequired);
    t.is(help.match(/\(required\)/g)?.length ?? 0, required.length, command.name());
    return required.map(({ long }) => `${pathOf(command).join(' ')} ${long}`);
  });
  t.deepEqual(marked, [
    'train --out',
    'run --nproc',
    'report --out',
    'export --format',
    'export --out',
    ...['--run', '--data', '--task', '--out'].map((flag) => `pseudo-label ${flag}`),
    'self-train --out',
    ...['--task', '--gt', '--pred'].map((flag) => `score ${flag}`),
    ...['--out', '--count'].map((flag) => `data generate ${flag}`),
  ]);
});

test('descriptions begin with a capital and end without a full stop', (t) => {
  const program = buildProgram();
  for (const command of [program, ...commands(program)]) {
    const { options, registeredArguments } = command;
    for (const { description } of [...options, ...registeredArguments]) {
      t.regex(description, /^([A-Z]|[a-z_]+:|table1|'?[a-z]+')/, description);
      t.notRegex(description, /\.$/, description);
    }
    t.regex(command.description(), /^[A-Z]/);
  }
});
