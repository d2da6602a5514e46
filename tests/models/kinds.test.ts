// Custom parts, and the options of every part.
import {
  type AnyHead,
  BACKBONES,
  Backbone,
  CONV_ADAPTERS,
  type FeatureMaps,
  HEADS,
  LANGUAGE_ADAPTERS,
  MultiTaskModel,
  makeBackbone,
  makeHead,
  optionSchema,
  readOptions,
  registerBackbone,
  registerConvAdapter,
  registerHead,
  registerLanguageAdapter,
  z,
} from '@cotrain/models';
import { Conv2d, Module, OptionError } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';

const count = z.number().int().positive();

class Pool extends Backbone {
  readonly outputs;
  readonly inChannels = 3;
  readonly pretrained = { kind: 'Pool', classifier: [] };
  conv: Conv2d;

  constructor({ width }: { width: number }) {
    super();
    this.conv = new Conv2d(3, width, 1);
    this.outputs = { res2: { channels: width, stride: 4 } };
  }

  override forward(images: Tensor): FeatureMaps {
    return scope(() => ({ res2: torch.avgPool2d(this.conv.forward(images), [4, 4]) }));
  }
}

class Mean extends Module<[maps: FeatureMaps], Tensor> {
  readonly scale: number;

  constructor({ scale }: { scale: number }) {
    super();
    this.scale = scale;
  }

  override forward({ p2 }: FeatureMaps): Tensor {
    return scope(() => p2!.mean([1]).mul(this.scale));
  }

  losses(outputs: Tensor): Record<string, Tensor> {
    return { loss_mean: outputs.mean() };
  }

  predict(outputs: Tensor): Tensor[] {
    return outputs.unbind();
  }
}

test.serial('a custom head, backbone and adapters are made by their kinds, with their own defaults', (t) => {
  registerBackbone('pool', {
    options: optionSchema('Pool', { width: count.default(8) }),
    make: (options) => new Pool(options),
  });
  registerHead('mean', {
    answers: 'field',
    options: optionSchema('Mean', { scale: z.number().default(2) }),
    make: (options) => new Mean(options) as AnyHead,
  });
  registerConvAdapter('nothing', {
    options: optionSchema('Nothing', {}),
    make: () => ({ pre: null, post: null }),
  });
  registerLanguageAdapter('deaf', {
    options: optionSchema('Deaf', {}),
    make: () => Object.assign(new Conv2d(1, 1, 1), { needsVisual: false }) as never,
  });

  using model = new MultiTaskModel({
    backbone: { kind: 'pool' },
    neck: { outChannels: 4 },
    convAdapter: { kind: 'nothing' },
    heads: { depth: { kind: 'mean', scale: 3 } },
  } as never);
  t.is(model.backbone.outputs.res2!.channels, 8);
  t.is((model.heads.get('depth') as unknown as Mean).scale, 3);
  scope(() => {
    const { depth } = model.eval().predict(torch.zeros([2, 3, 8, 12]));
    t.deepEqual(
      (depth as Tensor[]).map((map) => [...map.shape]),
      [
        [2, 3],
        [2, 3],
      ],
    );
  });
  const maps = { p2: { channels: 4, stride: 4 } };
  t.is((makeHead(maps, { kind: 'mean' } as never) as unknown as Mean).scale, 2);
  t.throws(() => makeHead(maps, { kind: 'mean', scal: 1 } as never), {
    instanceOf: OptionError,
    message: "Mean: unknown option 'scal' (did you mean 'scale'?); the options are scale",
  });
  t.throws(() => makeBackbone({ kind: 'pool', width: 0 } as never), {
    message: 'Pool: width must be a whole number above 0, got 0',
  });
  for (const kinds of [HEADS, BACKBONES, CONV_ADAPTERS, LANGUAGE_ADAPTERS]) {
    const [first] = kinds.names;
    t.throws(() => kinds.of({ kind: 'no such' }), {
      message: new RegExp(`must be one of ${first}, .*, \\w+, got`),
    });
    const again = () => kinds.register(first!, kinds.of({ kind: first }) as never);
    t.throws(again, { instanceOf: OptionError, message: new RegExp(`of the kind '${first}' already`) });
  }
});

test('every option of every part has a description, with its default or that it is required', (t) => {
  for (const kinds of [HEADS, BACKBONES, CONV_ADAPTERS, LANGUAGE_ADAPTERS])
    for (const kind of kinds.names.filter((name) => !['mean', 'pool'].includes(name)))
      for (const [key, field] of Object.entries(kinds.of({ kind }).options.shape)) {
        const { description = '' } = field as z.ZodType;
        t.regex(description, /Default|Required/, `${kinds.what} ${kind}: ${key}`);
      }
});

test('what a value must be is said in words', (t) => {
  const said: [z.ZodType, unknown, string][] = [
    [count, 1.5, 'a whole number above 0, got 1.5'],
    [z.number().int().min(0).max(5), 6, 'a whole number from 0 to 5, got 6'],
    [z.number().positive(), Number.NaN, 'above 0, got NaN'],
    [z.number().min(0).max(1).nullable(), 2, 'between 0 and 1, or null, got 2'],
    [z.number(), 'x', "a number, got 'x'"],
    [z.boolean().default(true), 1, 'true or false, got 1'],
    [z.enum(['sum', 'avg']), 'sums', "sum or avg, got 'sums' (did you mean 'sum'?)"],
    [z.literal([18, 34]), 20, '18 or 34, got 20'],
    [z.array(z.string()).min(1), [], 'a list of one or more texts, got []'],
    [z.array(count).length(4), [1], '4 whole numbers above 0, got [1]'],
    [z.tuple([count, count]), [1, 'x'], '2 whole numbers above 0, got [1,"x"]'],
    [z.array(z.tuple([z.number(), z.number()])), 3, 'a list of lists of 2 numbers, got 3'],
    [count.refine((n) => n % 2 === 1, 'an odd number'), 2, 'an odd number, got 2'],
    [count, undefined, 'a whole number above 0, but it is missing'],
  ];
  for (const [field, value, message] of said) {
    const schema = optionSchema('Part', { width: field });
    t.throws(() => readOptions(schema, { width: value }), {
      instanceOf: OptionError,
      message: `Part: width must be ${message}`,
    });
  }
  const nested = optionSchema('Part', {
    inner: optionSchema('Inner', { width: count.default(1) }).prefault({}),
  });
  t.deepEqual(readOptions(nested, {}), { inner: { width: 1 } });
  t.deepEqual(readOptions(nested, { inner: undefined }), { inner: { width: 1 } });
  t.throws(() => readOptions(nested, { inner: { width: 0 } }), {
    message: /^Part: inner\.width must be .* got 0$/,
  });
  t.throws(() => readOptions(nested, { inner: { wid: 0 } as never }), {
    message: "Part: inner: unknown option 'wid' (did you mean 'width'?); the options are width",
  });
});
