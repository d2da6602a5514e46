import {
  type BoxTarget,
  BoxTargetError,
  NonFiniteOutputError,
  SparseRcnnCriterion,
  SparseRcnnHead,
  type SparseRcnnHeadOptions,
  sampleProposalBoxes,
} from '@cotrain/models';
import { OptionError } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { memory, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';

const STRIDES = { p2: 4, p3: 8, p4: 16, p5: 32 };
const SPECS = Object.fromEntries(
  Object.entries(STRIDES).map(([name, stride]) => [name, { channels: 16, stride }]),
);
const SIZE = { height: 64, width: 96 };

const makeHead = (options: Partial<SparseRcnnHeadOptions> = {}) =>
  new SparseRcnnHead(SPECS, {
    numClasses: 3,
    numProposals: 6,
    numStages: 2,
    hiddenDim: 16,
    numHeads: 2,
    dimFeedforward: 32,
    dimDynamic: 4,
    ...options,
  });

const makeMaps = (images: number, { height, width } = SIZE) =>
  Object.fromEntries(
    Object.entries(STRIDES).map(([name, stride]) => [
      name,
      torch.randn([images, 16, height / stride, width / stride]).requiresGrad_(),
    ]),
  );

const makeBatch = (images: number, size = SIZE) => {
  const sizes = Array.from({ length: images }, () => size);
  return { padded: size, sizes, outputs: sizes };
};

const truth = (boxes: number[][], labels: number[]): BoxTarget => ({
  boxes: torch.tensor(boxes.flat(), { shape: [boxes.length, 4] }),
  classes: torch.tensor(BigInt64Array.from(labels, BigInt)),
});

const total = (losses: Record<string, Tensor>) => torch.stack(Object.values(losses)).sum();
const finite = (x: Tensor) => x.isfinite().all().item() as boolean;

test('ROIs are taken from the map that fits their size', (t) => {
  scope(() => {
    const size = { height: 640, width: 640 };
    // Side lengths of 50, 150, 300 and 600 pixels belong to P2, P3, P4 and P5 (Lin et al., 2017, Eq. 1).
    const sides = [50, 150, 300, 600].map((side) => side / 640);
    using head = makeHead({
      numProposals: 4,
      numStages: 1,
      initialBoxes: sides.map((s) => [0.5, 0.5, s, s]),
    });
    const maps = makeMaps(1, size);
    const { logits } = head.forward(maps, makeBatch(1, size));
    // Self-attention mixes the features of the proposals, but not their regions.
    for (const [proposal, name] of ['p2', 'p3', 'p4', 'p5'].entries()) {
      const leaves = Object.values(maps);
      const grads = torch.autograd.grad(logits.at(0, 0, proposal).sum(), leaves, {
        retainGraph: true,
        allowUnused: true,
      });
      const touched = Object.keys(maps).filter(
        (_, i) => grads[i] && Number(grads[i]!.abs().max().item()) > 0,
      );
      t.deepEqual(touched, [name]);
    }
  });
});

test('deformable bins begin as ROIAlign and learn where to look', (t) => {
  scope(() => {
    using aligned = makeHead();
    using head = makeHead({ roiPooler: 'deform', deformable: { hiddenDim: 8 } });
    const { missing } = head.loadStateDict(aligned.stateDict(), { strict: false });
    t.deepEqual(
      missing,
      [0, 2, 4].flatMap((i) => [
        `head.box_pooler.offset_fc.${i}.weight`,
        `head.box_pooler.offset_fc.${i}.bias`,
      ]),
    );
    const maps = makeMaps(1);
    const outputs = head.forward(maps, makeBatch(1));
    assertClose(t, outputs.logits, aligned.forward(maps, makeBatch(1)).logits, { relative: 1e-5 });
    total(head.losses(outputs, [truth([[5, 5, 40, 50]], [1])], makeBatch(1))).backward();
    const offsets = head.stateDict()['head.box_pooler.offset_fc.4.weight']!;
    t.true(Number(offsets.grad!.abs().max().item()) > 0);
    t.throws(() => makeHead({ roiPooler: 'pool' as 'align' }), { message: /align or deform, got 'pool'/ });
  });
});

test('boxes are cut between stages: a stage gets gradients of its own boxes only', (t) => {
  scope(() => {
    using head = makeHead();
    const { boxes } = head.forward(makeMaps(1), makeBatch(1));
    boxes.at(1).sum().backward({ retainGraph: true });
    const largest = () => Number(head.initProposalBoxes.weight.grad!.abs().max().item());
    t.is(largest(), 0);
    boxes.at(0).sum().backward();
    t.true(largest() > 0);
  });
});

test('proposals begin relative to the size of their own image', (t) => {
  scope(() => {
    using head = makeHead({
      numStages: 1,
      initialBoxes: Array.from({ length: 6 }, () => [0.25, 0.5, 0.5, 1]),
    });
    // With deltas of zero, boxes do not move.
    for (const stage of head.head.headSeries) {
      stage.bboxesDelta.weight.setData(torch.zeros([4, 16]));
      stage.bboxesDelta.bias!.setData(torch.zeros([4]));
    }
    const sizes = [SIZE, { height: 60, width: 80 }];
    const { boxes } = head.forward(makeMaps(2), { padded: SIZE, sizes, outputs: sizes });
    t.deepEqual(boxes.at(0, 0, 0).toArray(), [0, 0, 48, 64]);
    t.deepEqual(boxes.at(0, 1, 0).toArray(), [0, 0, 40, 60]);
  });
});

test('a few steps on one image find its objects', (t) => {
  seedDraws(1);
  scope(() => {
    using head = makeHead();
    const maps = makeMaps(1);
    const target = truth(
      [
        [10, 10, 40, 50],
        [50, 5, 90, 60],
      ],
      [1, 2],
    );
    const optimizer = new AdamW(head.parameters(), { lr: 4e-3 });
    const losses = Array.from({ length: 60 }, () =>
      scope(() => {
        const loss = total(head.losses(head.forward(maps, makeBatch(1)), [target], makeBatch(1)));
        optimizer.zeroGrad();
        loss.backward();
        optimizer.step();
        return Number(loss.item());
      }),
    );
    t.true(losses.at(-1)! < 0.25 * losses[0]!, `${losses[0]} to ${losses.at(-1)}`);
    head.eval();
    const [found] = head.predict(head.forward(maps, makeBatch(1)), makeBatch(1));
    t.deepEqual((found!.classes.toArray() as number[]).slice(0, 2).sort(), [1, 2]);
  });
});

test('predictions are the best pairs of proposal and class, in order, inside the output', (t) => {
  scope(() => {
    using head = makeHead();
    const logits = torch.full([2, 1, 6, 3], -9);
    logits.setAt([1, 0, 4, 2], 3);
    logits.setAt([1, 0, 4, 0], 2); // the same proposal as another class
    logits.setAt([1, 0, 1, 1], 1);
    const boxes = torch.tensor([0, 0, 10, 10]).expand([2, 1, 6, 4]).clone();
    boxes.setAt([1, 0, 4], torch.tensor([48, -10, 200, 32]));
    boxes.setAt([1, 0, 1], torch.tensor([100, 70, 120, 80])); // outside the image: nothing is left of it
    const outputs = [{ height: 128, width: 192 }];
    const [found] = head.predict({ logits, boxes }, { ...makeBatch(1), outputs });
    t.deepEqual(found!.classes.at(':2').toArray(), [2, 0]);
    t.deepEqual(found!.boxes.at(0).toArray(), [96, 0, 192, 64]);
    t.is(found!.boxes.size(0), 5);
    assertClose(t, found!.scores.at(':2'), torch.tensor([3, 2]).sigmoid(), { relative: 1e-6 });
  });
});

test('images without objects, more objects than proposals, boxes outside the image and without area', (t) => {
  scope(() => {
    using head = makeHead();
    const maps = makeMaps(3);
    const outputs = head.forward(maps, makeBatch(3));
    const many = Array.from({ length: 9 }, (_, i) => [i, i, i + 20, i + 30]);
    const targets = [
      truth([], []),
      truth(
        many,
        many.map(() => 1),
      ),
      truth(
        [
          [-50, -20, -10, 5],
          [10, 10, 10, 30],
        ],
        [0, 2],
      ),
    ];
    const matches = head.criterion.match(outputs, targets, makeBatch(3).sizes);
    t.deepEqual(
      matches.map((byImage) => byImage.map(({ proposals }) => proposals.size(0))),
      [
        [0, 6, 1],
        [0, 6, 1],
      ],
    );
    const loss = total(head.losses(outputs, targets, makeBatch(3)));
    t.true(finite(loss));
    loss.backward();
    for (const [name, parameter] of head.namedParameters()) t.true(finite(parameter.grad!), name);
  });
});

test('a batch without any object teaches classes only; one without images is refused', (t) => {
  scope(() => {
    using head = makeHead();
    const losses = head.losses(
      head.forward(makeMaps(2), makeBatch(2)),
      [truth([], []), truth([], [])],
      makeBatch(2),
    );
    t.deepEqual(Object.keys(losses), [
      'loss_ce',
      'loss_giou',
      'loss_bbox',
      'loss_ce_0',
      'loss_giou_0',
      'loss_bbox_0',
    ]);
    t.true(Number(losses.loss_ce!.item()) > 0);
    t.is(losses.loss_bbox!.item(), 0);
    t.is(losses.loss_giou_0!.item(), 0);
    t.throws(() => head.forward(makeMaps(0), makeBatch(0)), { message: /a batch needs at least one image/ });
  });
});

test('a truth that cannot be learnt from is refused, with the image that has it', (t) => {
  scope(() => {
    using head = makeHead();
    const outputs = head.forward(makeMaps(2), makeBatch(2));
    const good = truth([[1, 1, 5, 5]], [0]);
    const refused = (bad: BoxTarget, message: RegExp) => {
      const error = t.throws(() => head.losses(outputs, [good, bad], makeBatch(2)), {
        instanceOf: BoxTargetError,
      });
      t.is(error?.image, 1);
      t.regex(error!.message, message);
    };
    refused(truth([[1, 1, Number.NaN, 5]], [0]), /image 1 .*box 0 is \[1, 1, NaN, 5\], which is not finite/);
    refused(truth([[9, 1, 5, 5]], [0]), /x1 <= x2/);
    refused(truth([[1, 1, 5, 5]], [3]), /box 0 has the class id 3, expected 0 to 2/);
    refused({ ...good, classes: good.classes.to({ dtype: 'float32' }) }, /classes are float32/);
    const misnamed = { boxes: good.boxes, labels: good.classes } as never;
    refused(misnamed, /must have the tensors boxes and classes, but has boxes, labels/);
    refused({ ...good, boxes: torch.zeros([1, 5]) }, /boxes are \[1, 5\]/);
    refused({ ...good, boxes: torch.zeros([2, 4]) }, /expected int64 \[2\]/);
    t.throws(() => head.losses(outputs, [good], makeBatch(2)), { message: /2 images, but 1 targets/ });
    t.throws(() => head.forward(makeMaps(2), makeBatch(3)), { message: /2 images, but 3 sizes/ });
  });
});

test('outputs that are not finite are an error that names the image', (t) => {
  scope(() => {
    const criterion = new SparseRcnnCriterion(3);
    const logits = torch.zeros([1, 2, 6, 3]);
    const boxes = torch.tensor([0, 0, 10, 10]).expand([1, 2, 6, 4]).clone();
    boxes.setAt([0, 1, 3, 2], Number.NaN);
    const target = truth([[1, 1, 5, 5]], [0]);
    const error = t.throws(() => criterion.forward({ logits, boxes }, [target, target], [SIZE, SIZE]), {
      instanceOf: NonFiniteOutputError,
    });
    t.is(error?.image, 1);
  });
});

test('without deep supervision only the last stage learns', (t) => {
  scope(() => {
    using head = makeHead({ criterion: { deepSupervision: false, l1Weight: 0 } });
    const losses = head.losses(
      head.forward(makeMaps(1), makeBatch(1)),
      [truth([[1, 1, 9, 9]], [0])],
      makeBatch(1),
    );
    t.deepEqual(Object.keys(losses), ['loss_ce', 'loss_giou', 'loss_bbox']);
    t.is(losses.loss_bbox!.item(), 0);
  });
});

test('initial boxes: whole images, given ones, or a sample of the training boxes', (t) => {
  scope(() => {
    using head = makeHead();
    t.deepEqual(head.initProposalBoxes.weight.at(3).toArray(), [0.5, 0.5, 1, 1]);
    const boxes = Array.from({ length: 4 }, (_, i) => [0.5, 0.5, 0.25, (i + 1) / 8]);
    const sample = sampleProposalBoxes(boxes, 6, 7);
    t.deepEqual(sample.toArray(), sampleProposalBoxes(boxes, 6, 7).toArray());
    const heights = (sample.at(':', 3).toArray() as number[]).map((height) => height * 8 - 1);
    const counts = [0, 1, 2, 3].map((i) => heights.filter((height) => height === i).length);
    t.deepEqual(counts.sort(), [1, 1, 2, 2]);
    head.setInitialBoxes(sample);
    t.deepEqual(head.initProposalBoxes.weight.toArray(), sample.toArray());
    t.true(head.initProposalBoxes.weight.requiresGrad);
    t.throws(() => head.setInitialBoxes(boxes), { instanceOf: OptionError, message: /must be \[6, 4\]/ });
    t.throws(() => head.setInitialBoxes(sample.neg()), { message: /width and height above 0/ });
    t.throws(() => sampleProposalBoxes(torch.zeros([0, 4]), 6, 7), { message: /N > 0/ });
  });
});

test('options that do not fit are refused', (t) => {
  t.throws(() => makeHead({ numClasses: 0 }), { message: /numClasses must be a whole number above 0/ });
  t.throws(() => makeHead({ hiddenDim: 32 }), { message: /p2 has 16 channels, but the proposals have 32/ });
  t.throws(() => makeHead({ inFeatures: ['p7'] }), { message: /no feature 'p7'/ });
  t.throws(() => makeHead({ proposals: 3 } as object), { message: /unknown option 'proposals'/ });
});

test('a copy computes the same, and memory returns to the baseline', (t) => {
  const before = memory().tensors;
  const head = makeHead();
  const copy = head.clone();
  scope(() => {
    const maps = makeMaps(2);
    const outputs = head.forward(maps, makeBatch(2));
    t.deepEqual(copy.forward(maps, makeBatch(2)).boxes.toArray(), outputs.boxes.toArray());
    const target = truth([[1, 1, 9, 9]], [0]);
    total(copy.losses(outputs, [target, truth([], [])], makeBatch(2))).backward();
    copy.predict(outputs, makeBatch(2));
  });
  head.dispose();
  copy.dispose();
  t.is(memory().tensors, before);
});
