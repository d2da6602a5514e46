// Writes src/gen/cotrain.ts, the types of the operators in native/ops, from their schemas. `--check` fails if
// it is out of date. Run it after changing a schema, or what a docstring of src/ says of an option.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { BUILD, keepGenerated, loadAddon } from '../../../scripts/lib/generated.mjs';

const TORCH = '../../torch/src';
const { camelCase } = await tsImport(`${TORCH}/values/names.ts`, import.meta.url);
const { moduleText } = await tsImport(`${TORCH}/declarations/moduleText.ts`, import.meta.url);
const SOURCES = fileURLToPath(new URL('../src', import.meta.url));
// Called by autograd alone.
const OF_GRADIENTS = /_(backward|training|with_gradients)$/;

const native = loadAddon();
native.loadLibrary(join(BUILD, `libcotrain_ops${process.platform === 'darwin' ? '.dylib' : '.so'}`));
const registered = native
  .operatorNames()
  .filter(([operator]) => operator.startsWith('cotrain::') && !OF_GRADIENTS.test(operator))
  .map(([operator, overload]) => ({
    operator,
    overload,
    schema: native.describeOperator(operator, overload),
  }));

/** The docstrings of the functions in src/, without their stars, by the functions' names. */
const docstrings = new Map(
  readdirSync(SOURCES)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(join(SOURCES, name), 'utf8').matchAll(
        /\/\*\*((?:(?!\*\/).)*)\*\/\nexport function (\w+)/gs,
      ),
    ])
    .map(([, text, name]) => [name, text.replace(/\n \* ?/g, '\n')]),
);

/** What `@param options.<option>` says: the one place where an option's meaning is written. */
function meaning(operator, option) {
  const name = camelCase(operator.split('::')[1]);
  const parameters = (docstrings.get(name) ?? '').split(/\n@/);
  const own = parameters.find((text) => text.startsWith(`param options.${option} `));
  if (own === undefined)
    throw new Error(`packages/ops/src: the docstring of ${name} does not say what options.${option} is`);
  const text = own.slice(`param options.${option} `.length).trim().replaceAll(/\s+/g, ' ');
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}

const notice = '// Generated from the schemas of native/ops by scripts/generate.mjs. Do not edit.';
keepGenerated(
  join(SOURCES, 'gen'),
  { 'cotrain.ts': moduleText(registered, { notice, meaning }) },
  `${registered.length} operators of native/ops`,
);
