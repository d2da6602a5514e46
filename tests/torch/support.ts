// Shared helpers of the tests of @cotrain/torch.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildInfo, memory, scope } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';

const typed = readFileSync(new URL('../../packages/torch/src/gen/aten.ts', import.meta.url), 'utf8');

/** A test of the generated types, which are those of one version of LibTorch: skipped on the others. */
export const onTypedVersion = typed.startsWith(
  `// Generated from the schemas of LibTorch ${buildInfo().libtorchVersion.split('+')[0]} `,
)
  ? test
  : test.skip;

/** Runs `body` in a scope and asserts that all tensors are freed. */
export function balanced(t: ExecutionContext, body: () => void): void {
  const before = memory().tensors;
  scope(() => {
    body();
  });
  t.is(memory().tensors, before, 'live tensors before and after');
}

/** A test that leaves no tensor behind. */
export const clean = (body: (t: ExecutionContext) => void) => (t: ExecutionContext) =>
  balanced(t, () => body(t));

/** Runs a module given as text in a separate Node process. */
export async function runNode(
  source: string,
  options: { flags?: string[]; env?: Record<string, string> } = {},
): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(
    process.execPath,
    [...(options.flags ?? []), '--input-type=module', '--eval', source],
    // The package resolves from here.
    { cwd: fileURLToPath(new URL('.', import.meta.url)), env: { ...process.env, ...options.env } },
  );
}

/** Whether two nested arrays of numbers agree; NaN equals NaN. */
export function close(actual: unknown, expected: unknown, tolerance = 1e-6): boolean {
  if (Array.isArray(actual) && Array.isArray(expected))
    return (
      actual.length === expected.length &&
      actual.every((item, index) => close(item, expected[index], tolerance))
    );
  if (typeof actual === 'number' && typeof expected === 'number')
    return (
      Object.is(actual, expected) ||
      (Number.isNaN(actual) && Number.isNaN(expected)) ||
      Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected))
    );
  return actual === expected;
}
