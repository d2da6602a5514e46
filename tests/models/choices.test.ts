// Choices by name: an unknown name is one error that lists the known ones.
import {
  ConvAdapter,
  Fpn,
  MaskFormerHead,
  MultiTaskModel,
  makeBackbone,
  makeConvAdapters,
  makeHead,
  makeLanguageAdapter,
  PromptLearner,
  SparseRcnnHead,
} from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { makeStrategy, resolveConfig } from '@cotrain/train';
import test from 'ava';

const SPECS = { p2: { channels: 32, stride: 4 }, p3: { channels: 32, stride: 8 } };

const CHOICES: Record<string, [make: (name: never) => unknown, given: string, known: string, meant: string]> =
  {
    head: [
      (kind) => makeHead(SPECS, { kind } as never),
      'sparseRCNN',
      'one of sparseRcnn, fasterRcnn, maskFormer, semanticFpn',
      '',
    ],
    'head, misspelt': [
      (kind) => makeHead(SPECS, { kind } as never),
      'maskformer',
      'one of sparseRcnn, fasterRcnn, maskFormer, semanticFpn',
      'maskFormer',
    ],
    backbone: [
      (kind) => makeBackbone({ kind }),
      'resNet',
      'one of resnet, clip, mobilenetV2, swin',
      'resnet',
    ],
    'language adapter': [
      (kind) => makeLanguageAdapter({ kind }, { channels: 32, textDim: 8, numClasses: 3 }),
      'lv',
      'one of l2v, prompt, v2l',
      'l2v',
    ],
    'convolutional adapter': [
      (kind) => makeConvAdapters({ kind }, SPECS, SPECS),
      'prescalar',
      'one of none, pre, post, pre-scalar, pre-vector',
      'pre-scalar',
    ],
    strategy: [
      (kind) => makeStrategy({ kind }, { tasks: ['det'] }),
      'gradnorm',
      'one of weightedSum, uncertainty, gradNorm, pcGrad',
      'gradNorm',
    ],
    norm: [(norm) => makeBackbone({ norm }), 'bach', 'batch, frozen or group', 'batch'],
    fuse: [(fuse) => new Fpn(SPECS, { fuse }), 'sums', 'sum or avg', 'sum'],
    residual: [
      (residual) => new ConvAdapter(SPECS, { residual }),
      'vectors',
      'none, scalar or vector',
      'vector',
    ],
    roiPooler: [
      (roiPooler) =>
        new SparseRcnnHead(SPECS, { numClasses: 2, hiddenDim: 32, inFeatures: ['p2', 'p3'], roiPooler }),
      'deforms',
      'align or deform',
      'deform',
    ],
    pixelDecoder: [
      (pixelDecoder) => new MaskFormerHead(SPECS, { numClasses: 2, inFeatures: ['p2', 'p3'], pixelDecoder }),
      'fnp',
      'fpn or transformer',
      'fpn',
    ],
  };

for (const [what, [make, given, known, meant]] of Object.entries(CHOICES))
  test(what, (t) => {
    const { message } = t.throws(() => make(given as never), { instanceOf: OptionError })!;
    t.true(message.includes(`must be ${known}, got '${given}'`), message);
    t.is(/did you mean '(.*)'/.exec(message)?.[1] ?? '', meant, message);
  });

test('no kind at all, and names that every object has', (t) => {
  t.throws(() => makeHead(SPECS, {} as never), { message: /the kind of a head .* got undefined/ });
  t.throws(() => makeHead(SPECS, null as never), { message: /the kind of a head .* got undefined/ });
  t.throws(() => makeBackbone({ kind: 'toString' } as never), {
    message: /resnet, clip, mobilenetV2, swin, got 'toString'/,
  });
  const model = () =>
    new MultiTaskModel({ backbone: { depth: 18 }, neck: {}, heads: { det: { kind: 'yolo' } as never } });
  t.throws(model, { instanceOf: OptionError, message: /the kind of a head must be one of .*, got 'yolo'/ });
  const learner = () => new PromptLearner(null as never, { classes: ['a'], position: 'last' as never });
  t.throws(learner, { instanceOf: OptionError, message: /front, middle or end, got 'last'/ });
});

test("a configuration's words", (t) => {
  const data = { kind: 'scenes' };
  for (const [input, message] of [
    [
      { data: { kind: 'scene' } },
      /data\.kind: must be one of bdd100k, .*, got 'scene' \(did you mean 'scenes'/,
    ],
    [
      { data, model: { heads: { det: { kind: 'fasterrcnn' } } } },
      /heads\.det\.kind: must be one of sparseRcnn, fasterRcnn, got 'fasterrcnn' \(did you mean 'fasterRcnn'/,
    ],
    [
      { data, train: { balancing: { kind: 'pcgrad' } } },
      /balancing\.kind: .* got 'pcgrad' \(did you mean 'pcGrad'/,
    ],
    [
      { data, train: { schedule: 'cosin' } },
      /train\.schedule: must be one of cosine, .* \(did you mean 'cosine'/,
    ],
  ] as const)
    t.throws(() => resolveConfig(input), { message });
});
