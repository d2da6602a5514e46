import test from 'ava';
import { moduleText } from '../../packages/torch/dist/declarations/moduleText.js';
import type { ArgumentSchema, OperatorSchema } from '../../packages/torch/dist/native/addon.js';

type Argument = Partial<ArgumentSchema> & Pick<ArgumentSchema, 'name' | 'kind'>;

const FLAGS = { optional: false, list: false, elementOptional: false };

function schema(text: string, args: Argument[], results: ArgumentSchema['kind'][]): OperatorSchema {
  return {
    schema: text,
    arguments: args.map((argument) => ({
      ...{ ...FLAGS, size: 0, required: true, default: undefined, keywordOnly: false, out: false },
      ...argument,
    })),
    returns: results.map((kind) => ({ ...FLAGS, kind, name: '', alias: -1 })),
  };
}

const declare = (...all: [operator: string, overload: string, schema: OperatorSchema][]): string =>
  moduleText(
    all.map(([operator, overload, schema]) => ({ operator, overload, schema })),
    { notice: '// made' },
  );

const tensor = (name: string): Argument => ({ name, kind: 'Tensor' });

test('overloads are signatures of one name, each with options of a name of its own', (t) => {
  const option = (kind: 'int' | 'float'): Argument => ({ name: 'by', kind, required: false, default: 2 });
  const text = declare(
    [
      'a_b::grow',
      '',
      schema('a_b::grow(Tensor x, int by=2) -> Tensor', [tensor('x'), option('int')], ['Tensor']),
    ],
    ['a_b::grow', 'precise', schema('...', [tensor('x'), option('float')], ['Tensor'])],
  );
  t.true(text.startsWith("// made\nimport { type Int, type Tensor, torch } from '@cotrain/torch';\n"));
  t.regex(text, /interface GrowOptions \{\n {2}\/\*\* Default 2\. \*\/\n {2}by\?: Int;\n\}/);
  t.regex(text, /interface GrowPreciseOptions \{\n {2}\/\*\* Default 2\. \*\/\n {2}by\?: number;\n\}/);
  t.regex(
    text,
    /grow\(x: Tensor, options\?: GrowOptions\): Tensor;.*grow\(x: Tensor, options\?: GrowPreciseOptions\): Tensor;/s,
  );
  t.regex(text, /export const aB = torch\.ops\.a_b as unknown as ABOperators;/);
});

test('two namespaces may have operators of the same name, and names that TypeScript or the module needs', (t) => {
  const one = (name: string) =>
    schema(name, [tensor('in'), { name: 'kind', kind: 'str', keywordOnly: true }], ['Tensor', 'int']);
  const text = declare(
    ['torch::new', '', one('torch::new')],
    ['default::new', '', one('default::new')],
    ['tensor::run', '', one('tensor::run')],
  );
  t.regex(text, /export const default_ = torch\.ops\.default as unknown as DefaultOperators;/);
  t.regex(text, /export const torch_ = torch\.ops\.torch as unknown as TorchOperators;/);
  t.regex(text, /export interface NewOptions \{\n {2}kind: string;/);
  t.regex(text, /new\(in_: Tensor, options: NewOptions\): \[result0: Tensor, result1: number\];/);
  t.regex(text, /new\(in_: Tensor, options: TorchNewOptions\)/);
});

test('defaults: lists of one number as that number, strings in quotes, a comment stays one', (t) => {
  const text = declare([
    'my::pool',
    '',
    schema(
      'my::pool(Tensor x, int[2] size=7, int[2] pad=[1, 2], str how="*/") -> ()',
      [
        tensor('x'),
        { name: 'size', kind: 'int', list: true, size: 2, required: false, default: [7, 7] },
        { name: 'pad', kind: 'int', list: true, size: 2, required: false, default: [1, 2] },
        { name: 'how', kind: 'str', required: false },
      ],
      [],
    ),
  ]);
  t.regex(text, /\/\*\* Default 7\. \*\/\n {2}size\?: readonly Int\[\] \| Int;/);
  t.regex(text, /\/\*\* Default \[1, 2\]\. \*\//);
  t.regex(text, /\/\*\* Default '\* \/'\. \*\/\n {2}how\?: string;/);
  t.regex(text, /pool\(x: Tensor, options\?: PoolOptions\): void;/);
});
