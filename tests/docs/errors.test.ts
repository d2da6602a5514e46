// Every error extends CotrainError, has its own code, and is listed in docs/errors.md.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CotrainError } from '@cotrain/torch';
import test from 'ava';
import { PACKAGES } from './packages.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Packages with code; packages of weights have none. */
const packages = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'src')),
);
/** The text of every source file by its path. */
const sources = packages.flatMap((name) =>
  readdirSync(join(root, 'packages', name, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const path = `packages/${name}/src/${file}`;
      return { path, text: readFileSync(join(root, path), 'utf8') };
    }),
);

interface ErrorClass {
  name: string;
  base: string;
  isAbstract: boolean;
  code: string | undefined;
  /** Name that the class sets itself. */
  ownName: string | undefined;
}

const classes = sources.flatMap(({ text }) =>
  text.split(/^(?=(?:export )?(?:default )?(?:abstract )?class )/m).flatMap((part): ErrorClass[] => {
    const [, isAbstract, name, base] =
      /^(?:export )?(?:default )?(abstract )?class (\w+)(?:<[^{]*>)? extends (\w+)/.exec(part) ?? [];
    if (name === undefined || base === undefined) return [];
    const code = /^ {2}(?:override )?readonly code\b[^=;]*= '(\w+)';$/m.exec(part)?.[1];
    const ownName = /^ {2}override (?:readonly )?name\b[^=;]*= '(\w+)';$/m.exec(part)?.[1];
    return [{ name, base, isAbstract: isAbstract !== undefined, code, ownName }];
  }),
);

const BUILT_IN = /^((Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error|DOMException)$/;

/** All ancestors of a class, up to the first one that is not ours. */
function ancestors(name: string): string[] {
  const base = classes.find((each) => each.name === name)?.base;
  return base === undefined ? [] : [base, ...ancestors(base)];
}

const errors = classes.filter(({ name }) => ancestors(name).some((base) => BUILT_IN.test(base)));
const concrete = errors.filter(({ isAbstract }) => !isAbstract);

test('every error class is a CotrainError', (t) => {
  t.true(concrete.length > 30);
  const strangers = errors.filter(
    ({ name }) => !['CotrainError', ...ancestors(name)].includes('CotrainError'),
  );
  t.deepEqual(strangers, []);
  const others = errors.filter(({ name, base }) => BUILT_IN.test(base) && name !== 'CotrainError');
  t.deepEqual(others, [], 'only CotrainError extends a class of JavaScript');
  for (const { path, text } of sources)
    t.notRegex(text, /class extends \w*Error\b/, `${path}: an error class without a name`);
});

test('every error class has its name and a code that no other has', (t) => {
  for (const { name, ownName, code } of concrete) {
    t.is(ownName, name);
    t.regex(code ?? '', /^E_[A-Z]+(_[A-Z]+)*$/, name);
  }
  const codes = concrete.map(({ code }) => code);
  t.deepEqual(codes, [...new Set(codes)]);
});

test('docs/errors.md lists each class with its code, and no other', (t) => {
  const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \| `(\w+)` \|/gm)].map(([, name, code]) => `${name} ${code}`);
  t.deepEqual(rows.toSorted(), concrete.map(({ name, code }) => `${name} ${code}`).toSorted());
});

test('what the packages export are these classes', async (t) => {
  const modules = await Promise.all(PACKAGES.map((name) => import(`@cotrain/${name}`)));
  const exported = modules.flatMap((module) =>
    Object.entries(module as Record<string, unknown>).filter(([name]) => /^[A-Z]\w*Error$/.test(name)),
  );
  for (const [name, value] of exported)
    t.true(value === CotrainError || (value as typeof Error).prototype instanceof CotrainError, name);
  // The reason for refusing a pickle is a cause, and the errors of the command line belong to it.
  const hidden = concrete.map(({ name }) => name).filter((name) => !exported.some(([each]) => each === name));
  t.deepEqual(hidden.toSorted(), ['NativeBuildError', 'PickleError', 'StrictError', 'UsageError']);
});

/** Errors that only a bug or a broken machine can cause. */
const ASSERTIONS: Readonly<Record<string, RegExp>> = {
  'packages/cli/src/commands/doctor.ts': /LibTorch computes wrongly/,
  'packages/torch/src/files/onAThread.ts': /the thread for/,
  'packages/train/src/pseudoLabel/pseudoLabel.ts': /head predicted another task/,
};

test('nothing that a user can meet is thrown without a code', (t) => {
  for (const { path, text } of sources)
    for (const [thrown] of text.matchAll(/(throw|reject\() ?new (\w*Error)\([^;]*/g))
      if (BUILT_IN.test(/new (\w+)/.exec(thrown)?.[1] ?? '')) t.regex(thrown, ASSERTIONS[path] ?? /^$/, path);
});
