// Whole models, from pixels to predictions, in onnxruntime: every kind of head, adapter and backbone.
import { NORMALIZATION_CONSTANTS } from '@cotrain/data';
import { quantizeOnnx, toOnnx } from '@cotrain/export';
import { ExportableModel, type HeadConfig, type MultiTaskConfig, MultiTaskModel } from '@cotrain/models';
import { traceModule } from '@cotrain/nn';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import * as ort from 'onnxruntime-web';
import { seedDraws } from '../seed.js';
import { problemOf, runOnnx } from './support.js';

const SIZES = { numHeads: 4, dimFeedforward: 32, hiddenDim: 32 };
const SPARSE = { kind: 'sparseRcnn', numClasses: 4, dimDynamic: 8, ...SIZES } as const;
const HEADS = {
  sparse: { ...SPARSE, numProposals: 12, numStages: 2 },
  deformable: { ...SPARSE, numProposals: 6, numStages: 1, roiPooler: 'deform' },
  faster: { kind: 'fasterRcnn', numClasses: 4, fcDim: 32, preNmsTopK: [50, 40], postNmsTopK: [40, 30] },
  masks: {
    kind: 'maskFormer',
    numClasses: 5,
    numQueries: 6,
    maskDim: 32,
    convsDim: 32,
    decLayers: 2,
    ...SIZES,
  },
  fpn: { kind: 'semanticFpn', numClasses: 6, convsDim: 32 },
} as const satisfies Record<string, HeadConfig>;
const RESNET = { depth: 18, stemChannels: 8, res2Channels: 8 } as const;
const CLIP = { kind: 'clip', layers: [1, 1, 1, 1], width: 8, embedDim: 12, inputResolution: 64 } as const;
const MAPS = { fpn: HEADS.fpn };

const language = (adapter: NonNullable<MultiTaskConfig['language']>['adapter']) => ({
  text: { width: 16, heads: 2, layers: 1, embedDim: 12 },
  classes: { fpn: ['car', 'bus'] },
  adapter: adapter!,
});

const MODELS: Record<string, Partial<MultiTaskConfig>> = {
  'all heads on ResNet': {},
  MobileNetV2: { backbone: { kind: 'mobilenetV2' }, heads: MAPS },
  Swin: {
    backbone: { kind: 'swin', embedDim: 24, depths: [1, 1, 2, 1], heads: [1, 2, 4, 8] },
    heads: MAPS,
  },
  'an LV-Adapter, language to vision': {
    heads: MAPS,
    language: language({ kind: 'l2v', layers: 1, heads: 2, dimFeedforward: 16, dropout: 0 }),
  },
  'an LV-Adapter of prompts': { heads: MAPS, language: language({ kind: 'prompt' }) },
  'an LV-Adapter, vision to language, on CLIP': {
    backbone: CLIP,
    heads: MAPS,
    convAdapter: { kind: 'pre-vector' },
    language: language({ kind: 'v2l', width: 16, heads: 2, layers: 1, dropout: 0 }),
  },
};

const pixels = (): Tensor => torch.randint(256, [2, 3, 64, 96]).to({ dtype: 'uint8' });

interface Exported {
  model: ExportableModel;
  onnx: Uint8Array;
  half: Uint8Array;
  names: readonly string[];
}

function exported(config: Partial<MultiTaskConfig>): Exported {
  seedDraws(4);
  const model = new MultiTaskModel({
    backbone: RESNET,
    neck: { outChannels: 32, lastLevelMaxPool: true },
    heads: HEADS,
    ...config,
  }).eval();
  const exportable = new ExportableModel(model, NORMALIZATION_CONSTANTS.imagenet);
  return scope(() => {
    const traced = traceModule(exportable, [pixels()], { names: ['images'] });
    const graph = traced.graph();
    const options = { inputs: [{ name: 'images' }], outputs: [...traced.outputNames] };
    const files = [toOnnx(graph, options), toOnnx(graph, { ...options, half: true })] as const;
    return { model: exportable, onnx: files[0], half: files[1], names: traced.outputNames };
  });
}

async function compare(t: ExecutionContext, { model, names }: Exported, onnx: Uint8Array): Promise<void> {
  for (let i = 0; i < 2; i++) {
    const images = pixels();
    const found = await runOnnx(onnx, { images }, names);
    const expected = noGrad(() => model.forward(images));
    for (const [k, name] of names.entries()) t.is(problemOf(found[k]!, expected[name]!), null, name);
  }
}

for (const [name, config] of Object.entries(MODELS))
  test.serial(`${name}: predictions equal ours`, async (t) => {
    const own = exported(config);
    await compare(t, own, own.onnx);
    own.model.dispose();
  });

test.serial('a whole model in onnxruntime-web gives what onnxruntime-node does', async (t) => {
  const own = exported({});
  const images = pixels();
  const expected = await runOnnx(own.onnx, { images }, own.names);
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(own.onnx, { executionProviders: ['wasm'] });
  const feeds = { images: new ort.Tensor('uint8', images.data() as Uint8Array, [...images.shape]) };
  const results = await session.run(feeds);
  for (const [k, name] of own.names.entries()) {
    const { data, dims, type } = results[name]!;
    const actual = torch.tensor(data as Float32Array, { dtype: type as 'float32' }).reshape([...dims]);
    t.is(problemOf(actual, expected[k]!), null, name);
  }
  await session.release();
  own.model.dispose();
});

/** Share of pixels with the same class. */
const agreement = (a: Tensor, b: Tensor): number =>
  scope(() => a.eq(b).to({ dtype: 'float32' }).mean().item() as number);

test.serial('float16 and int8: smaller files, and nearly the same class maps', async (t) => {
  const { model, onnx, half, names } = exported({ heads: MAPS });
  const frames = Array.from({ length: 4 }, () => ({ images: pixels() }));
  const { onnx: int8, convolutions } = await quantizeOnnx(onnx, { frames });
  t.true(convolutions > 20);
  t.true(half.length < 0.6 * onnx.length, `${half.length} of ${onnx.length} bytes`);
  t.true(int8.length < 0.45 * onnx.length, `${int8.length} of ${onnx.length} bytes`);
  const images = pixels();
  const maps: Tensor[] = [];
  for (const file of [onnx, half, int8]) maps.push((await runOnnx(file, { images }, names))[0]!);
  const [halves, eighths] = [agreement(maps[1]!, maps[0]!), agreement(maps[2]!, maps[0]!)];
  t.log(`sizes ${onnx.length}, ${half.length}, ${int8.length}; agreement ${halves}, ${eighths}`);
  t.true(halves > 0.98, `float16 agrees on ${halves}`);
  t.true(eighths > 0.9, `int8 agrees on ${eighths}`);
  model.dispose();
});
