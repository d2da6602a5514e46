import {
  decodeBoxes,
  encodeBoxes,
  Fpn,
  mapKeys,
  matchCosts,
  officialSparseRcnn,
  ResNet,
  SparseRcnnCriterion,
  SparseRcnnHead,
} from '@cotrain/models';
import type { AnyModule, StateDict } from '@cotrain/nn';
import { roiAlignPyramid } from '@cotrain/ops';
import { AdamW, clipGradNorm_ } from '@cotrain/optim';
import { scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { relativeError } from './compare.js';
import { goldenState } from './hashFill.js';
import { hashTensor } from './hashUniform.js';
import { goldenJson, goldenTensors, sizesOf, type TinyCase, TinyDetector, targetsOf } from './sparseModel.js';

// The sparse_* cases of PeizeSun/SparseR-CNN, taken from the shared golden values by
// tests/golden/models/trim_sparse.py.

const strip = (tensors: StateDict, prefix: string) => mapKeys(tensors, [['*', '*']], { prefix }).state;
const numbers = (x: Tensor) => x.toArray() as number[];

const DELTAS = { weights: [2, 2, 1, 1], scaleClamp: Math.log(100000 / 16) } as const;

test('unit_deltas: boxes from deltas, and back', (t) => {
  scope(() => {
    const { boxes, deltas, new_boxes } = goldenTensors('sparse_unit_deltas_roialign');
    assertClose(t, decodeBoxes(deltas!, boxes!, DELTAS), new_boxes!, { relative: 1e-6 });
    const wide = boxes!.at(':', '2:').sub(boxes!.at(':', ':2')).gt(1).all(1);
    const [from, by] = [boxes!.at(wide), deltas!.at(wide).clamp({ min: -4, max: 4 })];
    t.true(from.size(0) > 20);
    assertClose(t, encodeBoxes(from, decodeBoxes(by, from, DELTAS), DELTAS.weights), by, { relative: 1e-3 });
  });
});

test('unit_roialign: values and gradients on all levels', (t) => {
  scope(() => {
    const tensors = goldenTensors('sparse_unit_deltas_roialign');
    const levels = numbers(tensors.roi_levels!);
    t.deepEqual([...new Set(levels.map(Number))].sort(), [0, 1, 2, 3]);
    const maps = [0, 1, 2, 3].map((level) => tensors[`f${level}`]!.requiresGrad_());
    const rois = torch.cat(
      [0, 1].map((image) => {
        const boxes = tensors[`roi_boxes${image}`]!;
        return torch.cat([torch.full([boxes.size(0), 1], image), boxes], { dim: 1 });
      }),
    );
    const scales = [1 / 4, 1 / 8, 1 / 16, 1 / 32];
    const pooled = roiAlignPyramid(maps, rois, { scales, outputSize: 7, samplingRatio: 2 });
    assertClose(t, pooled, tensors.roi_out!, { relative: 1e-5 });
    const weights = hashTensor('go', [16, 8, 7, 7]).narrow(1, 0, 2);
    pooled.mul(weights).sum().backward();
    for (const [level, map] of maps.entries())
      assertClose(t, map.grad!, tensors[`grad_f${level}`]!, { relative: 1e-5 }, `level ${level}`);
  });
});

test('unit_matcher_losses: costs, matches, losses and gradients', (t) => {
  scope(() => {
    const golden = goldenTensors('sparse_unit_matcher_losses');
    const size = { height: 720, width: 1280 }; // what golden.cost0 is relative to
    const logits = golden.logits!.requiresGrad_();
    const boxes = golden.boxes!.requiresGrad_();
    const outputs = { logits: logits.unsqueeze(0), boxes: boxes.unsqueeze(0) };
    const targets = [
      { boxes: golden.tgt_boxes!, classes: golden.tgt_labels! },
      { boxes: torch.zeros([0, 4]), classes: torch.zeros([0], { dtype: 'int64' }) },
    ];
    const criterion = new SparseRcnnCriterion(10);

    const first = { logits: outputs.logits.select(1, 0), boxes: outputs.boxes.select(1, 0) };
    const costs = matchCosts(first, targets[0]!, size, criterion.options);
    assertClose(t, costs.squeeze(0), golden.cost0!, { relative: 1e-5 });

    const [[match, empty]] = criterion.match(outputs, targets, [size, size]) as [ProposalMatches];
    t.deepEqual(match!.proposals.toArray(), golden.src0!.toArray());
    t.deepEqual(match!.objects.toArray(), golden.tgt0!.toArray());
    t.deepEqual(empty!.proposals.shape, [0]);

    const losses = criterion.forward(outputs, targets, [size, size]);
    t.deepEqual(Object.keys(losses), ['loss_ce', 'loss_giou', 'loss_bbox']);
    assertClose(t, losses.loss_ce!, golden.loss_ce!.mul(2), { relative: 1e-6 });
    assertClose(t, losses.loss_giou!, golden.loss_giou!.mul(2), { relative: 1e-6 });
    assertClose(t, losses.loss_bbox!, golden.loss_bbox!.mul(5), { relative: 1e-6 });
    torch.stack(Object.values(losses)).sum().backward();
    assertClose(t, logits.grad!, golden.grad_logits!, { relative: 1e-5 });
    assertClose(t, boxes.grad!, golden.grad_boxes!, { relative: 1e-5 });
  });
});

type ProposalMatches = ReturnType<SparseRcnnCriterion['match']>[number];

function loadTiny(dtype: 'float32' | 'float64' = 'float32') {
  const golden = goldenTensors('sparse_tiny_model');
  const about = goldenJson<TinyCase>('sparse_tiny_model');
  const model = new TinyDetector();
  const state = goldenState('sparse_tiny_model', strip(golden, 'sd.'));
  model.loadStateDict(mapKeys(state, officialSparseRcnn()).state);
  model.to({ dtype });
  const sizes = sizesOf(about);
  const batch = { padded: { height: 64, width: 96 }, sizes, outputs: sizes };
  const run = () => {
    const maps = model.neck.forward(model.backbone.forward(golden['mid.padded_image']!.to({ dtype })));
    return model.det.forward(maps, batch);
  };
  return { golden, about, model, batch, run };
}

const officialNames = (state: StateDict) => mapKeys(state, officialSparseRcnn(), { inverse: true }).state;
const gradients = (model: AnyModule): StateDict =>
  Object.fromEntries(model.namedParameters().map(([key, parameter]) => [key, parameter.grad!]));

test('tiny_model: outputs, matches, losses and gradients', (t) => {
  scope(() => {
    const { golden, about, model, batch, run } = loadTiny();
    const outputs = run();
    for (let stage = 0; stage < 3; stage++) {
      assertClose(
        t,
        outputs.logits.at(stage),
        golden[`mid.head${stage}.logits`]!,
        { relative: 1e-5 },
        `${stage}`,
      );
      assertClose(
        t,
        outputs.boxes.at(stage),
        golden[`mid.head${stage}.boxes`]!,
        { relative: 1e-5 },
        `${stage}`,
      );
    }
    const targets = targetsOf(about);
    const matches = model.det.criterion.match(outputs, targets, batch.sizes);
    for (const [stage, name] of ['aux0', 'aux1', 'final'].entries()) {
      const found = matches[stage]!.map(({ proposals, objects }) => [
        numbers(proposals).map(Number),
        numbers(objects).map(Number),
      ]);
      t.deepEqual(found, about.matches[name], name);
    }
    const losses = model.det.losses(outputs, targets, batch);
    const { total, ...expected } = strip(golden, 'loss.');
    t.deepEqual(Object.keys(losses).sort(), Object.keys(expected).sort());
    for (const [name, loss] of Object.entries(losses))
      assertClose(t, loss, expected[name]!, { relative: 1e-5 }, name);
    const sum = torch.stack(Object.values(losses)).sum();
    assertClose(t, sum, total!, { relative: 1e-5 });
    sum.backward();
    const found = officialNames(gradients(model));
    const errors = Object.entries(strip(golden, 'grad.')).map(
      ([key, grad]) => [key, relativeError(found[key]!, grad)] as const,
    );
    t.true(errors.length > 80);
    const [key, error] = errors.reduce((a, b) => (b[1] > a[1] ? b : a));
    t.log(`worst gradient: ${key} ${error.toExponential(1)}`);
    t.true(error < 1e-4, `${key}: ${error}`);
    model.dispose();
  });
});

test('tiny_model: detections', (t) => {
  scope(() => {
    const { golden, model, batch, run } = loadTiny();
    model.eval();
    const outputs = run();
    const raw = model.det.predict(outputs, batch);
    const outputSizes = [
      { height: 128, width: 192 },
      { height: 120, width: 160 },
    ];
    const scaled = model.det.predict(outputs, { ...batch, outputs: outputSizes });
    for (const i of [0, 1]) {
      const [scores, order] = golden[`det${i}.scores`]!.sort({ descending: true });
      assertClose(t, scaled[i]!.scores, scores, { relative: 1e-5 });
      t.deepEqual(scaled[i]!.classes.toArray(), golden[`det${i}.classes`]!.at(order).toArray());
      assertClose(t, scaled[i]!.boxes, golden[`det${i}.boxes`]!.at(order), { relative: 1e-5 });
      assertClose(t, raw[i]!.scores, scores, { relative: 1e-5 });
    }
    model.dispose();
  });
});

// In float64: float32's rounding, which differs between processors, can change a gradient by 1e-3 where the
// losses still agree to 1e-5, and AdamW carries it into the next losses.
test('tiny_train6: six steps of AdamW', (t) => {
  interface Step extends Record<string, number> {
    total: number;
    grad_norm_before_clip: number;
  }
  const { trajectory, lr, weight_decay } = goldenJson<{
    trajectory: Step[];
    lr: number;
    weight_decay: number;
  }>('sparse_tiny_train6');
  scope(() => {
    const { about, model, batch, run } = loadTiny('float64');
    const optimizer = new AdamW(model.parameters(), { lr, weightDecay: weight_decay });
    const targets = targetsOf(about, 'float64');
    for (const [step, { total, grad_norm_before_clip, ...expected }] of trajectory.entries()) {
      scope(() => {
        const losses = model.det.losses(run(), targets, batch);
        const sum = torch.stack(Object.values(losses)).sum();
        optimizer.zeroGrad();
        sum.backward();
        const norm = clipGradNorm_(model.parameters(), 1);
        optimizer.step();
        for (const [name, value] of Object.entries(expected))
          assertClose(t, losses[name]!, [value], { relative: 1e-5 }, `step ${step}: ${name}`);
        assertClose(t, sum, [total], { relative: 1e-5 }, `step ${step}: total`);
        assertClose(t, norm, [grad_norm_before_clip], { relative: 1e-5 }, `step ${step}: norm`);
      });
    }
    const after = officialNames(model.stateDict());
    const golden = strip(goldenTensors('sparse_tiny_train6'), 'sd_after.');
    t.true(Object.keys(golden).length > 50);
    for (const [key, value] of Object.entries(golden))
      assertClose(t, after[key]!, value, { relative: 5e-3 }, `${key}: ${relativeError(after[key]!, value)}`);
    model.dispose();
  });
});

test('tiny_init_stats: the initial values have the official distribution', (t) => {
  interface Statistics {
    n: number;
    sum: number;
    abssum: number;
    min: number;
    max: number;
    l2: number;
  }
  const expected = goldenJson<Record<string, Statistics>>('sparse_tiny_init_stats');
  scope(() => {
    const model = new TinyDetector();
    const state = officialNames(model.stateDict());
    for (const [key, { n, sum, abssum, min, max, l2 }] of Object.entries(expected)) {
      const values = state[key]!;
      t.is(values.numel(), n, key);
      const mean = Number(values.mean().item());
      const meanAbs = Number(values.abs().mean().item());
      // Six standard errors of the mean of n values with root mean square l2 / sqrt(n).
      const tolerance = (6 * 2 * l2) / n + 1e-6;
      assertClose(t, mean, sum / n, { absolute: tolerance }, `${key}: mean ${mean}, official ${sum / n}`);
      assertClose(
        t,
        meanAbs,
        abssum / n,
        { absolute: tolerance },
        `${key}: mean |x| ${meanAbs}, official ${abssum / n}`,
      );
      const range = Math.max(Math.abs(min), Math.abs(max));
      const largest = Number(values.abs().max().item());
      t.true(
        largest <= 2 * range && (n < 1000 || largest >= range / 2),
        `${key}: largest ${largest}, ${range}`,
      );
    }
    model.dispose();
  });
});

interface FullModel {
  n_params: number;
  n_trainable: number;
  shapes: Record<string, number[]>;
}

for (const [name, options] of [
  ['official_yaml_frozenbn_freeze2', { norm: 'frozen', freezeAt: 2 }],
  ['syncbn_freeze0', { norm: 'batch', freezeAt: 0 }],
] as const) {
  test(`full_${name}: keys, shapes and sizes of the full model`, (t) => {
    const expected = goldenJson<Record<string, FullModel>>('sparse_full_keys')[name]!;
    scope(() => {
      using backbone = new ResNet({ depth: 50, ...options });
      using neck = new Fpn(backbone.outputs);
      using head = new SparseRcnnHead(neck.outputs, { numClasses: 10 });
      const parts: [string, AnyModule][] = [
        ['backbone.', backbone],
        ['neck.', neck],
        ['heads.det.', head],
      ];
      const state: StateDict = {};
      for (const [prefix, part] of parts)
        for (const [key, tensor] of Object.entries(part.stateDict())) state[prefix + key] = tensor;
      const mapped = officialNames(state);
      const shapes = Object.fromEntries(Object.entries(mapped).map(([key, tensor]) => [key, tensor.shape]));
      t.deepEqual(shapes, expected.shapes);
      const parameters = parts.flatMap(([, part]) => part.parameters());
      const count = (list: Tensor[]) => list.reduce((sum, parameter) => sum + parameter.numel(), 0);
      t.is(count(parameters.filter((parameter) => parameter.requiresGrad)), expected.n_trainable);
    });
  });
}
