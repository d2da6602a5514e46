import test from 'ava';
import { TapReader } from '../../scripts/lib/tap.mjs';
import { findToolchain } from '../../scripts/lib/toolchain.mjs';

test('without a compiler and CMake, one error names both and how to get them', (t) => {
  const error = t.throws<Error & { hint?: string }>(() => findToolchain({ PATH: '/nowhere' }));
  t.regex(error.message, /C\+\+20 compiler.* and CMake 3\.18 or newer is missing/);
  for (const how of [
    'apt-get install g++',
    'apt-get install cmake',
    'dnf install gcc-c++',
    'xcode-select',
    'Node',
  ]) {
    t.true(error.hint?.includes(how), how);
  }
});

test("ava's TAP is counted: passed, failed, skipped, and what failed is kept with its details", (t) => {
  const shown: string[] = [];
  const reader = new TapReader((line: string) => shown.push(line));
  const lines = [
    'TAP version 13',
    'ok 1 - nn › conv',
    '#   a log line',
    'not ok 2 - nn › linear # of 3',
    '  ---',
    '    message: not equal',
    '  ...',
    'ok 3 - cuda › add # SKIP',
    'not ok 4 - later # TODO',
    'not ok 5 - tests/x.test.ts exited due to SIGSEGV',
    '',
    '1..3',
    '# tests 4',
    '# pass 1',
    '# fail 2',
  ];
  for (const line of lines) reader.read(line);
  t.is(reader.passed, 1);
  t.is(reader.skipped, 2);
  t.deepEqual(reader.failures, ['nn › linear # of 3', 'tests/x.test.ts exited due to SIGSEGV']);
  t.true(shown.some((line) => line.includes('message: not equal')));
  t.true(shown.some((line) => line.includes('a log line')));
  t.false(shown.some((line) => /# (tests|pass|fail)|1\.\.3/.test(line)));
});
