// What Tab gives, asked of the shells themselves.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PRESET_NAMES } from '@cotrain/train';
import test from 'ava';
import { complete } from '../../packages/cli/dist/completion/complete.js';
import { PRESETS } from '../../packages/cli/dist/presets.js';
import { buildProgram } from '../../packages/cli/dist/program.js';
import { cotrain } from './run.js';

const BIN = fileURLToPath(new URL('../../packages/cli/bin/cotrain.js', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'cotrain-completion-'));
test.after.always(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, 'bin'));
writeFileSync(join(root, 'bin/cotrain'), `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`);
chmodSync(join(root, 'bin/cotrain'), 0o755);
const work = join(root, 'work');
mkdirSync(join(work, 'runs dir'), { recursive: true });
writeFileSync(join(work, 'run.yaml'), '');

const values = (...words: string[]) => complete(buildProgram(), words);
const names = (...words: string[]) => values(...words).suggestions.map(({ value }) => value);

test('commands, options, choices and kinds of paths, from the tree of commands', (t) => {
  t.deepEqual(names('pr'), ['predict']);
  t.true(names('').length > 15);
  t.false(names('').includes('complete'), 'it is for the shells');
  t.deepEqual(names('data', ''), ['inspect', 'split', 'generate', 'help']);
  t.deepEqual(names('train', '--re'), ['--resume']);
  t.deepEqual(names('data', 'split', '--s'), ['--setting', '--seed']);
  t.deepEqual(names('data', 'split', '--setting', 'disjoint-'), ['disjoint-normal', 'disjoint-balance']);
  t.deepEqual(names('eval', '--split=v'), ['--split=val']);
  t.deepEqual(names('eval', '--split', 'train', '--checkpoint', ''), ['last', 'best']);
  t.deepEqual(values('train', '--config', 'lv'), {
    suggestions: ['lv-adapter', 'lv-adapter-mobilenet', 'lv-adapter-small'].map((value) => ({
      value,
      description: '',
    })),
    paths: 'files',
  });
  t.is(values('train', '--out', '').paths, 'directories');
  t.is(values('convert', '').paths, 'files');
  t.is(values('convert', 'a.pth', '').paths, 'files');
  t.is(values('convert', 'a.pth', 'b.pth', '').paths, 'none', 'it takes two files');
  t.is(values('bench', '--compare', 'a.json', '').paths, 'files', 'it takes several');
  t.is(values('train', '--set', '').paths, 'none');
  t.deepEqual(names('completion', ''), ['bash', 'zsh', 'fish']);
  t.deepEqual(names('predict', '--', '--o'), []);
  t.deepEqual(names('nothing-like-it', ''), []);
  t.deepEqual(names('run', '--nproc', '2', 'pr'), ['predict']);
  t.deepEqual(names('run', '--nproc', '2', 'ru'), [], 'run starts any command but itself');
  t.deepEqual(names('run', '--nproc', '2', 'train', '--re'), ['--resume']);
  t.deepEqual(names('run', '--nproc', '2', 'data', ''), names('data', ''));
  t.deepEqual(values('run', '--nproc', '2', '--', ''), { suggestions: [], paths: 'files' });
  t.deepEqual([...PRESETS], [...PRESET_NAMES]);
});

test('each option that takes a path says which', (t) => {
  const paths = /folder|file|dir\b|path|module|checkpoints?\b/i;
  const visit = (command: ReturnType<typeof buildProgram>): void => {
    for (const below of command.commands) visit(below as typeof command);
    for (const { flags, description, required, argChoices } of command.options)
      if (required && !argChoices && paths.test(description.split(/[;:,(]/)[0]!))
        t.regex(
          flags,
          /<(dir|file|path|files\.\.\.|file\|preset|key)>|--\w+ <(n|score|name|task|peer)/,
          flags,
        );
  };
  visit(buildProgram());
});

const has = (shell: string) => spawnSync(shell, ['--version']).status === 0;
const env = { ...process.env, NODE_OPTIONS: '', PATH: `${join(root, 'bin')}:${process.env.PATH}` };

/** What a shell offers for a line, in lines. */
function offered(shell: 'bash' | 'zsh' | 'fish', line: string): string[] {
  const file = join(root, `cotrain.${shell}`);
  writeFileSync(file, execFileSync(process.execPath, [BIN, 'completion', shell], { env, encoding: 'utf8' }));
  const script = {
    // As readline does: split at blanks and =.
    bash: `source '${file}'; read -ra COMP_WORDS <<< "\${1//=/ = }"; [[ $1 == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _cotrain; printf '%s\\n' "\${COMPREPLY[@]}"`,
    // The functions that show things say instead what they were asked to show.
    zsh: `compdef() { }; source '${file}'
      _describe() { print -l -- \${(P)3} }; _files() { print -- "files $*" }; compset() { }
      words=(\${(s: :)1}); [[ $1 == *' ' ]] && words+=(''); CURRENT=$#words; _cotrain`,
    fish: `source '${file}'; complete -C "$argv[1]"`,
  }[shell];
  const args =
    shell === 'zsh'
      ? ['-f', '-c', script, 'zsh', line]
      : shell === 'bash'
        ? ['-c', script, 'bash', line]
        : ['--no-config', '-c', script, line];
  const { stdout, stderr, status } = spawnSync(shell, args, { env, cwd: work, encoding: 'utf8' });
  if (status !== 0 && stdout === '') throw new Error(`${shell}: ${stderr}`);
  return stdout.split('\n').filter((text) => text !== '');
}

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  const run = has(shell) ? test : test.skip;
  run(`${shell} completes commands, options, choices and paths`, (t) => {
    const firsts = (line: string) =>
      offered(shell, line).map((text) => text.split(shell === 'zsh' ? ':' : '\t')[0]!);
    t.deepEqual(firsts('cotrain pr'), ['predict']);
    t.deepEqual(firsts('cotrain train --re'), ['--resume']);
    t.deepEqual(firsts('cotrain eval --split '), shell === 'fish' ? ['train', 'val'] : ['train', 'val']);
    t.deepEqual(firsts('cotrain eval --split=v'), [shell === 'bash' ? 'val' : '--split=val']);
    const files = firsts('cotrain train --config ');
    for (const preset of PRESETS) t.true(files.includes(preset), preset);
    const folders = firsts('cotrain train --out ');
    if (shell === 'zsh') {
      t.true(files.includes('files '), files.join());
      t.deepEqual(folders, ['files -/']);
    } else {
      t.true(files.some((name) => name.startsWith('run.yaml')));
      t.is(folders.length, 1, folders.join());
      t.regex(folders[0]!, /^runs\\? dir\/?$/);
    }
    if (shell !== 'bash') t.regex(offered(shell, 'cotrain doct').join(), /Show what cotrain runs on/);
  });
}

test('a shell that is not known is a usage error, with the ones that are', async (t) => {
  const { code, stderr } = await cotrain(['completion', 'tcsh']);
  t.is(code, 2);
  t.regex(stderr, /bash, zsh, fish/);
});
