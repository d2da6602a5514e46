// Crowds, and boxes of categories that are not evaluated: candidates inside them are neither objects nor
// background.
import {
  type BoxTarget,
  BoxTargetError,
  FasterRcnnHead,
  type FasterRcnnHeadOptions,
  SparseRcnnCriterion,
  type SparseRcnnCriterionOptions,
  SparseRcnnHead,
} from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { liesIn } from '../../packages/models/src/boxes.js';
import { makeAnchors } from '../../packages/models/src/heads/fasterrcnn/anchors.js';
import { matchCandidates } from '../../packages/models/src/heads/fasterrcnn/matching.js';
import { seedDraws } from '../seed.js';
import { clean } from '../torch/support.js';

const CLASSES = 3;
const SIZE = { height: 128, width: 128 };
const boxes = (...list: number[][]) => torch.tensor(list.flat(), { shape: [list.length, 4] });
const truth = (list: number[][], labels: number[], more: Partial<BoxTarget> = {}): BoxTarget => ({
  boxes: boxes(...list),
  classes: torch.tensor(BigInt64Array.from(labels, BigInt)),
  ...more,
});
const total = (losses: Record<string, Tensor>) => torch.stack(Object.values(losses)).sum();
const ids = (mask: Tensor) => (mask.toArray() as boolean[]).flatMap((flag, i) => (flag ? [i] : []));

test(
  'a box lies in a region that covers more than the threshold of its own area, whatever the area of the region',
  clean((t) => {
    const candidates = boxes([0, 0, 10, 10], [0, 0, 10, 20], [0, 0, 10, 19], [90, 90, 99, 99], [5, 5, 5, 9]);
    t.deepEqual(ids(liesIn(candidates, boxes([0, 0, 10, 10]), 0.5)), [0, 2], 'half is not more than half');
    t.deepEqual(ids(liesIn(candidates, boxes([0, 0, 200, 200]), 0.5)), [0, 1, 2, 3]);
    t.deepEqual(
      ids(liesIn(candidates, boxes([0, 0, 6, 10], [4, 0, 10, 10]), 0.7)),
      [],
      'one region, not all together',
    );
    t.deepEqual(ids(liesIn(candidates, boxes(), 0.5)), []);
    t.deepEqual(ids(liesIn(boxes([Number.NaN, 0, 1, 1]), boxes([0, 0, 9, 9]), 0.5)), []);
  }),
);

test(
  'ignored candidates are neither, and no best one of an object',
  clean((t) => {
    const candidates = boxes([0, 0, 10, 10], [0, 0, 10, 6], [50, 50, 60, 60], [70, 70, 80, 80]);
    const ignored = torch.tensor([true, false, true, false]);
    const options = { low: 0.3, high: 0.7, keepBest: true };
    const { positive, negative } = matchCandidates(boxes([0, 0, 10, 10]), candidates, options, ignored);
    t.deepEqual(positive.toArray(), [1], 'the next best answers');
    t.deepEqual(negative.toArray(), [3]);
    t.deepEqual(matchCandidates(boxes(), candidates, options, ignored).negative.toArray(), [1, 3]);
  }),
);

/**
 * Gradients of one stage's class logits [B, Q, K], with one proposal on the object, one beside it, and two
 * elsewhere.
 */
function sparseGradients(targets: BoxTarget[], options?: SparseRcnnCriterionOptions): Tensor {
  const proposals = boxes([10, 10, 40, 40], [12, 12, 38, 38], [80, 80, 100, 100], [80, 10, 100, 30]);
  const images = targets.length;
  seedDraws(3);
  const logits = torch.randn([1, images, 4, CLASSES]).requiresGrad_();
  using criterion = new SparseRcnnCriterion(CLASSES, options);
  const outputs = { logits, boxes: proposals.expand([1, images, 4, 4]) };
  total(criterion.forward(outputs, targets, Array(images).fill(SIZE))).backward();
  return logits.grad!.select(0, 0);
}

const CROWD = [60, 60, 128, 128];
const OBJECT = [10, 10, 40, 40];

test(
  'Sparse R-CNN: proposals without an object in ignored regions have no gradient, the others the same',
  clean((t) => {
    const plain = sparseGradients([truth([OBJECT], [1]), truth([OBJECT], [1])]);
    const ignoring = sparseGradients([truth([OBJECT], [1], { ignored: boxes(CROWD) }), truth([OBJECT], [1])]);
    t.true(ignoring.at(0, 2).eq(0).all().item() as boolean);
    t.false(plain.at(0, 2).eq(0).any().item() as boolean);
    for (const query of [0, 1, 3]) t.true(ignoring.at(0, query).equal(plain.at(0, query)), `query ${query}`);
    t.true(ignoring.at(1).equal(plain.at(1)), 'the other image');
    const official = { ignoreIofThreshold: null };
    t.true(
      sparseGradients(
        [truth([OBJECT], [1], { ignored: boxes(CROWD) }), truth([OBJECT], [1])],
        official,
      ).equal(plain),
    );
  }),
);

test(
  'Sparse R-CNN: a matched proposal learns in a region too; without objects the region holds',
  clean((t) => {
    const everywhere = { ignored: boxes([0, 0, 128, 128]) };
    const gradients = sparseGradients([truth([OBJECT], [1], everywhere)]).at(0);
    const learns = gradients.ne(0).any(1).toArray() as boolean[];
    t.is(learns.filter(Boolean).length, 1);
    const empty = sparseGradients([truth([], [], { ignored: boxes(CROWD) })]).at(0);
    t.deepEqual(empty.ne(0).any(1).toArray(), [true, true, false, true]);
  }),
);

const STRIDES = [8, 16, 32, 64, 128];
const SPECS = Object.fromEntries(STRIDES.map((stride, i) => [`p${i + 2}`, { channels: 8, stride }]));
const BATCH = { padded: SIZE, sizes: [SIZE], outputs: [SIZE] };

function makeFaster(options: Partial<FasterRcnnHeadOptions> = {}): { head: FasterRcnnHead; anchors: Tensor } {
  const settings = { numClasses: CLASSES, fcDim: 16, roiSize: 3, anchorSizes: [16, 32, 48, 64, 96] };
  // All candidates are sampled, so that nothing is random.
  const head = new FasterRcnnHead(SPECS, {
    ...settings,
    rpnBatchPerImage: 2000,
    roiBatchPerImage: 4000,
    ...options,
  });
  const maps = STRIDES.map((stride) => torch.zeros([1, 8, SIZE.height / stride, SIZE.width / stride]));
  return { head, anchors: torch.cat(makeAnchors(maps, STRIDES, head.options)) };
}

/** Gradients of objectness, [A]. */
function objectnessGradients(head: FasterRcnnHead, target: BoxTarget): Tensor {
  seedDraws(5);
  const maps = Object.fromEntries(
    STRIDES.map((stride, i) => [`p${i + 2}`, torch.randn([1, 8, SIZE.height / stride, SIZE.width / stride])]),
  );
  const outputs = head.forward(maps, BATCH);
  const objectness = outputs.rpn.objectness.map((own) => own.detach().requiresGrad_());
  const losses = head.losses({ maps, rpn: { ...outputs.rpn, objectness } }, [target], BATCH);
  losses.loss_rpn_cls!.backward();
  return torch.cat(objectness.map((own) => own.grad!.select(0, 0)));
}

test(
  'Faster R-CNN: anchors in ignored regions have no gradient, the others the same',
  clean((t) => {
    const { head, anchors } = makeFaster();
    using _ = head;
    const plain = objectnessGradients(head, truth([OBJECT], [0]));
    for (const [list, labels] of [
      [[OBJECT], [0]],
      [[], []],
    ] as [number[][], number[]][]) {
      const without = objectnessGradients(head, truth(list, labels));
      const ignoring = objectnessGradients(head, truth(list, labels, { ignored: boxes(CROWD) }));
      const inside = liesIn(anchors, boxes(CROWD), 0.5);
      t.true((inside.sum().item() as number) > 100);
      t.true(ignoring.at(inside).eq(0).all().item() as boolean);
      t.false(without.at(inside).eq(0).all().item() as boolean);
      t.true(ignoring.at(inside.logicalNot()).equal(without.at(inside.logicalNot())));
    }
    const { head: official } = makeFaster({ ignoreIofThreshold: null });
    using _2 = official;
    official.loadStateDict(head.stateDict());
    t.true(objectnessGradients(official, truth([OBJECT], [0], { ignored: boxes(CROWD) })).equal(plain));
  }),
);

test(
  'Faster R-CNN: where not all classes were annotated, only anchors with an object have gradients',
  clean((t) => {
    const { head } = makeFaster();
    using _ = head;
    const plain = objectnessGradients(head, truth([OBJECT], [0]));
    const flags = (...known: boolean[]) => ({ annotated: torch.tensor(known) });
    const partial = objectnessGradients(head, truth([OBJECT], [0], flags(true, false, true)));
    const positive = plain.lt(0); // an object raises its logit
    t.true(positive.any().item() as boolean);
    t.true(partial.at(positive).equal(plain.at(positive)));
    t.true(partial.at(positive.logicalNot()).eq(0).all().item() as boolean);
    const nothing = objectnessGradients(head, truth([], [], flags(true, false, true)));
    t.true(nothing.eq(0).all().item() as boolean);
    t.true(
      objectnessGradients(head, truth([OBJECT], [0], flags(true, true, true))).equal(plain),
      'all: the plain loss',
    );
    const { head: background } = makeFaster({ partialBackground: true });
    using _2 = background;
    background.loadStateDict(head.stateDict());
    t.true(objectnessGradients(background, truth([OBJECT], [0], flags(true, false, true))).equal(plain));
  }),
);

test(
  'Faster R-CNN: proposals in ignored regions are in no sample; the objects themselves are, wherever they lie',
  clean((t) => {
    const { head } = makeFaster();
    using _ = head;
    const proposals = boxes([10, 10, 40, 42], [80, 80, 100, 100], [80, 10, 100, 30]);
    const seen = (target: BoxTarget) => {
      let rows: number[][] = [];
      const pool = (given: Tensor) => {
        rows = given.toArray() as number[][];
        return torch.zeros([given.size(0), 8, 3, 3]);
      };
      const losses = head.roiHeads.losses(pool, [proposals], [target], head.generator);
      t.true(Object.values(losses).every((loss) => Number.isFinite(loss.item())));
      total(losses).backward();
      return rows.map((row) => row.slice(1).join(' ')).sort();
    };
    const all = ['10 10 40 40', '10 10 40 42', '80 10 100 30', '80 80 100 100'];
    t.deepEqual(seen(truth([OBJECT], [0])), all);
    t.deepEqual(seen(truth([OBJECT], [0], { ignored: boxes(CROWD) })), all.slice(0, 3));
    const everything = boxes([0, 0, 128, 128]);
    t.deepEqual(seen(truth([OBJECT], [0], { ignored: everything })), ['10 10 40 40']);
    t.deepEqual(seen(truth([], [], { ignored: everything })), [], 'nothing to learn is not an error');
  }),
);

test(
  'regions that are none are refused, and thresholds too',
  clean((t) => {
    using criterion = new SparseRcnnCriterion(CLASSES);
    const outputs = { logits: torch.zeros([1, 1, 2, CLASSES]), boxes: torch.ones([1, 1, 2, 4]) };
    const learn = (ignored: Tensor) =>
      criterion.forward(outputs, [truth([OBJECT], [0], { ignored })], [SIZE]);
    t.throws(() => learn(torch.zeros([4])), {
      instanceOf: BoxTargetError,
      message: /image 0 of the batch: ignored boxes are \[4\], not \[N, 4\]/,
    });
    t.throws(() => learn(boxes([0, 0, Number.NaN, 1])), {
      message: /ignored box 0 is \[0, 0, NaN, 1\], which is not finite/,
    });
    t.throws(() => learn(boxes([5, 0, 1, 1])), { message: /ignored box 0 .* corners must satisfy/ });
    const error = {
      instanceOf: OptionError,
      message: /ignoreIofThreshold must be between 0 and 1, or null, got 2/,
    };
    t.throws(() => new SparseRcnnCriterion(CLASSES, { ignoreIofThreshold: 2 }), error);
  }),
);

test('the heads pass their option on', (t) => {
  const specs = Object.fromEntries(Object.entries(SPECS).slice(0, 4));
  const sizes = { numClasses: 2, hiddenDim: 8, numHeads: 2, dimDynamic: 4, dimFeedforward: 8, numStages: 1 };
  scope(() => {
    t.is(new SparseRcnnHead(specs, sizes).criterion.options.ignoreIofThreshold, 0.5);
    t.is(
      new SparseRcnnHead(specs, { ...sizes, ignoreIofThreshold: null }).criterion.options.ignoreIofThreshold,
      null,
    );
    t.throws(() => makeFaster({ ignoreIofThreshold: -1 }), { message: /FasterRcnnHead: ignoreIofThreshold/ });
  });
});
