import {
  type BoxTarget,
  BoxTargetError,
  detectron2FasterRcnn,
  FasterRcnnHead,
  type FasterRcnnHeadOptions,
  mapKeys,
  NonFiniteOutputError,
} from '@cotrain/models';
import { AdamW } from '@cotrain/optim';
import { Generator, memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { toPredictions } from '../../packages/models/src/heads/boxPrediction.js';
import { makeAnchors } from '../../packages/models/src/heads/fasterrcnn/anchors.js';
import { matchCandidates, sampleCandidates } from '../../packages/models/src/heads/fasterrcnn/matching.js';
import { proposalLists } from '../../packages/models/src/heads/fasterrcnn/proposalGenerator.js';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';

// Values are from detectron2 (tests/modeling/test_anchor_generator.py, test_matcher.py) or computed by hand.

const STRIDES = { p2: 4, p3: 8, p4: 16, p5: 32, p6: 64 };
const SPECS = Object.fromEntries(
  Object.entries(STRIDES).map(([name, stride]) => [name, { channels: 8, stride }]),
);
const SIZE = { height: 128, width: 192 };

const makeHead = (options: Partial<FasterRcnnHeadOptions> = {}) =>
  new FasterRcnnHead(SPECS, { numClasses: 3, fcDim: 32, roiSize: 3, ...options });

const makeMaps = (images: number) =>
  Object.fromEntries(
    Object.entries(STRIDES).map(([name, stride]) => [
      name,
      torch.randn([images, 8, SIZE.height / stride, SIZE.width / stride]).requiresGrad_(),
    ]),
  );

const makeBatch = (images: number) => {
  const sizes = Array.from({ length: images }, () => SIZE);
  return { padded: SIZE, sizes, outputs: sizes };
};

const truth = (boxes: number[][], labels: number[]): BoxTarget => ({
  boxes: torch.tensor(boxes.flat(), { shape: [boxes.length, 4] }),
  classes: torch.tensor(BigInt64Array.from(labels, BigInt)),
});

const total = (losses: Record<string, Tensor>) => torch.stack(Object.values(losses)).sum();
const indices = (x: Tensor) => x.toArray() as number[];

test("anchors are detectron2's", (t) => {
  scope(() => {
    const map = torch.zeros([1, 8, 1, 2]);
    const options = { anchorSizes: [32, 64], aspectRatios: [0.25, 1, 4] };
    const [first, second] = makeAnchors([map, map], [4, 8], options);
    t.deepEqual(first!.toArray(), [
      [-32, -8, 32, 8],
      [-16, -16, 16, 16],
      [-8, -32, 8, 32],
      [-28, -8, 36, 8],
      [-12, -16, 20, 16],
      [-4, -32, 12, 32],
    ]);
    t.deepEqual(second!.at(4).toArray(), [-24, -32, 40, 32]);
    // The default ratios of R50-FPN at 32 pixels.
    const [defaults] = makeAnchors([map], [4], { anchorSizes: [32], aspectRatios: [0.5, 1, 2] });
    const expected = [-22.627417, -11.3137085, 22.627417, 11.3137085];
    assertClose(t, defaults!.at(0), expected, { relative: 1e-7 });
    assertClose(t, defaults!.at(2), [-11.3137085, -22.627417, 11.3137085, 22.627417], { relative: 1e-7 });
  });
});

test('anchors and predictions are in the same order', (t) => {
  scope(() => {
    using head = makeHead();
    const { rpnHead } = head.proposalGenerator;
    // Objectness that depends only on position and ratio: 1 at row 1, column 2 of P6, ratio 2.
    rpnHead.conv.weight.setData(torch.zeros([8, 8, 3, 3]));
    noGrad(() => rpnHead.conv.weight.setAt([0, 0, 1, 1], 1));
    rpnHead.objectnessLogits.weight.setData(torch.zeros([3, 8, 1, 1]));
    noGrad(() => rpnHead.objectnessLogits.weight.setAt([2, 0, 0, 0], 1));
    rpnHead.anchorDeltas.weight.setData(torch.zeros([12, 8, 1, 1]));
    const maps = Object.fromEntries(
      Object.entries(STRIDES).map(([name, stride]) => [
        name,
        torch.zeros([1, 8, SIZE.height / stride, SIZE.width / stride]),
      ]),
    );
    maps.p6!.setAt([0, 0, 1, 2], 1);
    head.eval();
    const { rpn } = head.forward(maps, makeBatch(1));
    const anchors = makeAnchors(Object.values(maps), Object.values(STRIDES), {
      ...head.options,
      anchorSizes: [8, 16, 32, 64, 64],
    });
    const [best] = proposalLists(head.proposalGenerator.proposals(rpn, anchors, [SIZE]));
    // Centre (128, 64), area 64^2, twice as high as wide.
    const [w, h] = [64 / Math.SQRT2, 64 * Math.SQRT2];
    assertClose(t, best!.at(0), [128 - w / 2, 64 - h / 2, 128 + w / 2, 64 + h / 2], { relative: 1e-6 });
  });
});

test('candidates above the high threshold answer, below the low one they are background', (t) => {
  scope(() => {
    const boxes = torch.tensor([
      [0, 0, 10, 10],
      [20, 20, 30, 30],
    ]);
    const candidates = torch.tensor([
      [0, 0, 10, 8], // .8 of the first
      [0, 0, 10, 5], // .5 of the first: neither
      [20, 20, 30, 24], // .4 of the second: its best
      [20, 20, 30, 22], // .2 of the second
      [50, 50, 60, 60],
    ]);
    const rpn = matchCandidates(boxes, candidates, { low: 0.3, high: 0.7, keepBest: true });
    t.deepEqual(indices(rpn.positive), [0, 2]);
    t.deepEqual(indices(rpn.negative), [3, 4]);
    t.deepEqual(indices(rpn.objects).slice(0, 4), [0, 0, 1, 1]);
    const roi = matchCandidates(boxes, candidates, { low: 0.5, high: 0.5, keepBest: false });
    t.deepEqual(indices(roi.positive), [0, 1]);
    t.deepEqual(indices(roi.negative), [2, 3, 4]);
  });
});

test('an object that no candidate overlaps takes none; without objects all are background', (t) => {
  scope(() => {
    const candidates = torch.tensor([
      [0, 0, 10, 10],
      [5, 5, 15, 15],
    ]);
    const far = matchCandidates(torch.tensor([[90, 90, 99, 99]]), candidates, {
      low: 0.3,
      high: 0.7,
      keepBest: true,
    });
    t.deepEqual(indices(far.positive), []);
    const none = matchCandidates(torch.zeros([0, 4]), candidates, { low: 0.3, high: 0.7, keepBest: true });
    t.deepEqual(indices(none.negative), [0, 1]);
    t.deepEqual(indices(none.positive), []);
  });
});

test('samples hold at most their part of positives, are filled with negatives, and follow the generator', (t) => {
  scope(() => {
    const range = (from: number, to: number) => torch.arange(from, to, { dtype: 'int64' });
    const candidates = { positive: range(0, 50), negative: range(50, 500) };
    const draw = (seed: number) => sampleCandidates(candidates, 64, 0.25, new Generator({ seed }));
    const first = draw(3);
    t.is(first.positive.size(0), 16);
    t.is(first.negative.size(0), 48);
    t.is(new Set([...indices(first.positive), ...indices(first.negative)]).size, 64);
    t.true(indices(first.positive).every((i) => i < 50) && indices(first.negative).every((i) => i >= 50));
    t.deepEqual(indices(draw(3).negative), indices(first.negative));
    t.notDeepEqual(indices(draw(4).negative), indices(first.negative));
    const few = sampleCandidates({ positive: range(0, 2), negative: range(2, 5) }, 64, 0.25, new Generator());
    t.deepEqual([few.positive.size(0), few.negative.size(0)], [2, 3]);
  });
});

test('losses at the start: log 2 for objectness, nearly log(classes + 1) for classes', (t) => {
  seedDraws(2);
  scope(() => {
    using head = makeHead();
    for (const { weight } of [
      head.proposalGenerator.rpnHead.objectnessLogits,
      head.roiHeads.boxPredictor.clsScore,
    ])
      weight.setData(torch.zeros(weight.shape));
    const target = truth([[20, 20, 80, 90]], [1]);
    const losses = head.losses(head.forward(makeMaps(1), makeBatch(1)), [target], makeBatch(1));
    t.deepEqual(Object.keys(losses), ['loss_rpn_cls', 'loss_rpn_loc', 'loss_cls', 'loss_box_reg']);
    assertClose(t, losses.loss_rpn_cls!, [Math.log(2)], { relative: 1e-5 });
    assertClose(t, losses.loss_cls!, [Math.log(4)], { relative: 1e-5 });
    t.true(Number(losses.loss_rpn_loc!.item()) > 0);
  });
});

for (const clsAgnosticBoxReg of [false, true]) {
  test(`a few steps on one image find its objects (one box for all classes: ${clsAgnosticBoxReg})`, (t) => {
    seedDraws(3);
    scope(() => {
      using head = makeHead({
        clsAgnosticBoxReg,
        rpnBatchPerImage: 64,
        roiBatchPerImage: 32,
        preNmsTopK: [100, 50],
        postNmsTopK: [50, 20],
      });
      const maps = makeMaps(1);
      const boxes = [
        [10, 10, 70, 90],
        [100, 40, 180, 120],
      ];
      const target = truth(boxes, [1, 2]);
      const optimizer = new AdamW(head.parameters(), { lr: 5e-3 });
      const history = Array.from({ length: 80 }, () =>
        scope(() => {
          const loss = total(head.losses(head.forward(maps, makeBatch(1)), [target], makeBatch(1)));
          optimizer.zeroGrad();
          loss.backward();
          optimizer.step();
          return Number(loss.item());
        }),
      );
      t.true(history.at(-1)! < 0.4 * history[0]!, `${history[0]} to ${history.at(-1)}`);
      head.eval();
      const [found] = head.predict(head.forward(maps, makeBatch(1)), makeBatch(1));
      for (const box of boxes) {
        const shifts = found!.boxes.sub(torch.tensor(box)).abs().amax({ dim: 1 });
        t.true(Number(shifts.min().item()) < 10, `the nearest is off by ${shifts.min().item()}`);
      }
    });
  });
}

test('detections: suppressed within a class, above the threshold, at most as many as asked for, in output pixels', (t) => {
  scope(() => {
    using head = makeHead({ maxDetections: 3 });
    const proposals = torch.tensor([
      [10, 10, 50, 50],
      [12, 10, 52, 50], // nearly the first
      [100, 100, 140, 140], // leaves the image
      [60, 60, 90, 90],
    ]);
    const logits = torch.tensor([
      [5, -5, -5, 0],
      [4, 5, -5, 0], // the first class again, and another one
      [-5, -5, 5, 0],
      [-5, -5, -5, 5], // background
    ]);
    head.roiHeads.boxHead.fc1.weight.setData(torch.zeros(head.roiHeads.boxHead.fc1.weight.shape));
    head.roiHeads.forward = () => ({ logits, deltas: torch.zeros([4, 3, 4]) });
    const pool = () => torch.zeros([4, 8, 3, 3]);
    const marked = torch.ones([1, 4], { dtype: 'bool' });
    const [found] = toPredictions(
      head.roiHeads.detect(pool, { boxes: proposals.unsqueeze(0), marked }, [SIZE]),
    );
    t.deepEqual([...indices(found!.classes)].sort(), [0, 1, 2]);
    const boxes = Object.fromEntries(
      indices(found!.classes).map((label, i) => [label, found!.boxes.at(i).toArray()]),
    );
    t.deepEqual(boxes, { 0: [10, 10, 50, 50], 1: [12, 10, 52, 50], 2: [100, 100, 140, 128] });
    const scores = found!.scores.toArray() as number[];
    t.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
  });
});

test('images without objects, and boxes outside the image or without area', (t) => {
  scope(() => {
    using head = makeHead();
    const targets = [
      truth([], []),
      truth(
        [
          [-900, -900, -800, -800],
          [10, 10, 10, 40],
        ],
        [0, 1],
      ),
    ];
    const losses = head.losses(head.forward(makeMaps(2), makeBatch(2)), targets, makeBatch(2));
    total(losses).backward();
    for (const [name, parameter] of head.namedParameters())
      t.true(!parameter.grad || (parameter.grad.isfinite().all().item() as boolean), name);
    t.true(Object.values(losses).every((loss) => Number.isFinite(loss.item())));
    t.is(losses.loss_rpn_loc!.item(), 0);
  });
});

test('what cannot be learnt from is refused, with the image that has it', (t) => {
  scope(() => {
    using head = makeHead();
    const good = truth([[1, 1, 50, 50]], [0]);
    const outputs = head.forward(makeMaps(2), makeBatch(2));
    const bad = truth([[1, Number.NaN, 50, 50]], [0]);
    t.is(
      t.throws(() => head.losses(outputs, [good, bad], makeBatch(2)), { instanceOf: BoxTargetError })?.image,
      1,
    );
    const { rpn, maps } = outputs;
    const broken = { maps, rpn: { ...rpn, deltas: rpn.deltas.map((deltas) => deltas.mul(Number.NaN)) } };
    t.throws(() => head.losses(broken, [good, good], makeBatch(2)), { instanceOf: NonFiniteOutputError });
    head.eval();
    const found = head.predict(broken, makeBatch(2));
    t.deepEqual(
      found.map(({ boxes }) => boxes.shape),
      [
        [0, 4],
        [0, 4],
      ],
    );
    t.throws(() => head.forward(makeMaps(0), makeBatch(0)), { message: /at least one image/ });
    t.throws(() => makeHead({ anchorSizes: [32] }), {
      message: /5 rpnFeatures require the same number of anchorSizes, got 1/,
    });
    t.throws(() => makeHead({ numClasses: 0 }), { message: /numClasses must be a whole number above 0/ });
  });
});

test("detectron2's keys, and its older ones", (t) => {
  scope(() => {
    using head = new FasterRcnnHead(
      Object.fromEntries(Object.entries(SPECS).map(([name, spec]) => [name, { ...spec, channels: 256 }])),
      { numClasses: 80 },
    );
    // COCO-Detection/faster_rcnn_R_50_FPN_3x of detectron2's model zoo.
    const official = {
      'proposal_generator.rpn_head.conv.weight': [256, 256, 3, 3],
      'proposal_generator.rpn_head.conv.bias': [256],
      'proposal_generator.rpn_head.objectness_logits.weight': [3, 256, 1, 1],
      'proposal_generator.rpn_head.objectness_logits.bias': [3],
      'proposal_generator.rpn_head.anchor_deltas.weight': [12, 256, 1, 1],
      'proposal_generator.rpn_head.anchor_deltas.bias': [12],
      'roi_heads.box_head.fc1.weight': [1024, 12544],
      'roi_heads.box_head.fc1.bias': [1024],
      'roi_heads.box_head.fc2.weight': [1024, 1024],
      'roi_heads.box_head.fc2.bias': [1024],
      'roi_heads.box_predictor.cls_score.weight': [81, 1024],
      'roi_heads.box_predictor.cls_score.bias': [81],
      'roi_heads.box_predictor.bbox_pred.weight': [320, 1024],
      'roi_heads.box_predictor.bbox_pred.bias': [320],
    };
    const state = head.stateDict();
    t.deepEqual(
      Object.fromEntries(Object.entries(state).map(([key, tensor]) => [key, tensor.shape])),
      official,
    );
    const old = { ...state, 'proposal_generator.anchor_generator.cell_anchors.0': torch.zeros([3, 4]) };
    t.notThrows(() => head.loadStateDict(old));
    const { state: mapped, skipped } = mapKeys(state, detectron2FasterRcnn());
    t.deepEqual(skipped, []);
    t.true('heads.det.roi_heads.box_head.fc1.weight' in mapped);
  });
});

test('the same generator gives the same losses, and memory returns to the baseline', (t) => {
  const before = memory().tensors;
  const head = makeHead({ rpnBatchPerImage: 32, roiBatchPerImage: 16 });
  const copy = head.clone();
  scope(() => {
    const target = truth([[20, 20, 80, 90]], [1]);
    const outputs = head.forward(makeMaps(1), makeBatch(1));
    const run = (owner: FasterRcnnHead, seed: number) => {
      owner.generator = new Generator({ seed });
      return Number(total(owner.losses(outputs, [target], makeBatch(1))).item());
    };
    t.is(run(head, 5), run(copy, 5));
    t.not(run(head, 5), run(head, 6));
    total(head.losses(outputs, [target], makeBatch(1))).backward();
    head.eval().predict(outputs, makeBatch(1));
  });
  head.dispose();
  copy.dispose();
  t.is(memory().tensors, before);
});
