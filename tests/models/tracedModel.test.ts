// Whole models as TorchScript programs, with every kind of head: with operators of ours, and without.
import { ExportableModel, type HeadConfig, MultiTaskModel } from '@cotrain/models';
import { traceModule } from '@cotrain/nn';
import { memory, noGrad, ScriptModule, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { seedDraws } from '../seed.js';
import { temporaryFolder } from '../torch/formats/temporary.js';

const { fresh } = temporaryFolder('traced-models');
const SIZES = { numHeads: 4, dimFeedforward: 32, hiddenDim: 32 };
const HEADS = {
  sparse: { kind: 'sparseRcnn', numClasses: 4, numProposals: 12, numStages: 2, dimDynamic: 8, ...SIZES },
  deformable: {
    ...{ kind: 'sparseRcnn', numClasses: 4, numProposals: 6, numStages: 1, dimDynamic: 8, ...SIZES },
    roiPooler: 'deform',
  },
  faster: { kind: 'fasterRcnn', numClasses: 4, fcDim: 32, preNmsTopK: [50, 40], postNmsTopK: [40, 30] },
  masks: {
    ...{ kind: 'maskFormer', numClasses: 5, numQueries: 6, maskDim: 32, convsDim: 32, decLayers: 2 },
    ...SIZES,
  },
  fpn: { kind: 'semanticFpn', numClasses: 6, convsDim: 32 },
} as const satisfies Record<string, HeadConfig>;

const pixels = (): Tensor => torch.randint(256, [2, 3, 64, 96]).to({ dtype: 'uint8' });

for (const plainOperators of [false, true])
  test(`a model of all heads, ${plainOperators ? "with LibTorch's operators alone" : 'with our operators'}`, (t) => {
    seedDraws(1);
    const before = memory().tensors;
    scope(() => {
      using model = new MultiTaskModel({
        backbone: { depth: 18, stemChannels: 8, res2Channels: 8 },
        neck: { outChannels: 32, lastLevelMaxPool: true },
        heads: HEADS,
      }).eval();
      const exportable = new ExportableModel(model, { mean: [123, 116, 103], std: [58, 57, 57] });
      const traced = traceModule(exportable, [pixels()], { names: ['images'], plainOperators });
      const path = fresh('model.pt');
      traced.save(path);
      using loaded = ScriptModule.load(path);
      const keys = Object.keys(loaded.stateDict()).map((key) => key.replace(/^model\./, ''));
      for (const key of Object.keys(model.stateDict())) t.true(keys.includes(key), key);
      const { nodes } = traced.graph();
      const own = new Set(nodes.map(({ kind }) => kind).filter((kind) => kind.startsWith('cotrain::')));
      const all = [
        'batched_nms',
        'deform_roi_pool_pyramid',
        'dynamic_conv',
        'roi_align_pyramid',
        'semantic_inference',
      ];
      t.deepEqual(
        [...own].sort(),
        (plainOperators ? ['batched_nms', 'roi_align_pyramid'] : all).map((name) => `cotrain::${name}`),
      );
      const scopes = new Set(nodes.map(({ scope }) => scope.split('.').slice(0, 3).join('.')));
      for (const task of Object.keys(HEADS)) t.true(scopes.has(`model.heads.${task}`), task);

      const images = pixels();
      const expected = noGrad(() => exportable.forward(images));
      const found = loaded.forward(images) as Record<string, Tensor>;
      t.deepEqual(Object.keys(found), Object.keys(expected));
      for (const [name, output] of Object.entries(expected)) {
        t.deepEqual(found[name]!.shape, output.shape);
        const difference = found[name]!.to('float64').sub(output.to('float64')).abs();
        if (output.isFloatingPoint()) t.true(difference.max().item('number') <= 2e-3, name);
        // A pixel, or a box, whose scores are equal up to rounding may change its class.
        else t.true(difference.ne(0).sum().item('number') <= output.numel() / 500, name);
      }
    });
    t.is(memory().tensors, before);
  });
