// A step whose batch is spread over micro-batches: losses and gradients are those of the joined batch.
import { type GradientStrategy, type MultiTaskModel, sumDivisors, type Targets } from '@cotrain/models';
import { mapValues } from '@cotrain/nn';
import { memory, scope, Tensor, torch } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { HEADS, imagesOf, jointModel, type Kind, targetsOf } from './joint.js';

/** Without the one whose norms depend on the batch. */
const KINDS = (Object.keys(HEADS) as Kind[]).filter((kind) => kind !== 'batchFpn');

/** Gradients by path, and losses by name. */
interface Step {
  losses: Record<string, number>;
  gradients: Record<string, Tensor>;
  norms: Record<string, number>;
}

const read = (model: MultiTaskModel, run: () => ReturnType<MultiTaskModel['backward']>): Step => {
  model.zeroGrad();
  const { losses, gradNorms } = run();
  const named = Object.entries(losses).flatMap(([task, own]) =>
    Object.entries(own).map(([name, loss]): [string, number] => [`${task}/${name}`, loss.item('number')]),
  );
  const gradients = model
    .namedParameters()
    .flatMap(([path, { grad }]) => (grad ? [[path, grad.clone()]] : []));
  return {
    losses: Object.fromEntries(named),
    gradients: Object.fromEntries(gradients),
    norms: Object.fromEntries(Object.entries(gradNorms).map(([task, norm]) => [task, norm.item('number')])),
  };
};

/** The step over `parts`, lists of the rows of its micro-batches. */
function inParts(
  model: MultiTaskModel,
  images: Tensor,
  targets: Targets,
  parts: readonly (readonly number[])[],
  gradients?: GradientStrategy,
): Step {
  const micro = parts.map((rows) => ({
    images: images.indexSelect(0, torch.tensor(rows.map(BigInt))),
    targets: Object.fromEntries(
      Object.entries(targets).map(([task, own]) => [task, rows.map((row) => own![row]!)]),
    ) as Targets,
  }));
  const divisors = sumDivisors(micro.map((part) => model.divisors(part.images, part.targets)));
  return read(model, () => {
    const step = model.stepBackward({ divisors, ...(gradients && { gradients }) });
    for (const part of micro) step.add(part.images, part.targets);
    return step.end();
  });
}

function assertSame(t: ExecutionContext, actual: Step, expected: Step): void {
  t.deepEqual(Object.keys(actual.gradients), Object.keys(expected.gradients));
  for (const [name, loss] of Object.entries(expected.losses))
    t.true(Math.abs(actual.losses[name]! - loss) <= 1e-9 * Math.max(1, Math.abs(loss)), name);
  t.deepEqual(Object.keys(actual.losses).sort(), Object.keys(expected.losses).sort());
  for (const [path, gradient] of Object.entries(expected.gradients))
    t.true(torch.allclose(actual.gradients[path]!, gradient, { rtol: 1e-7, atol: 1e-11 }), path);
}

for (const kind of KINDS)
  test(`${kind}: micro-batches give what the joined batch gives, partly labelled`, (t) => {
    scope(() => {
      using model = jointModel([kind]);
      const [images, targets] = [imagesOf(4), targetsOf(model, 4)];
      const whole = read(model, () => model.backward(images, targets));
      t.true(Object.values(whole.losses).every((loss) => loss > 0));
      for (const parts of [
        [
          [0, 1],
          [2, 3],
        ],
        [[0], [1, 2, 3]],
      ])
        assertSame(t, inParts(model, images, targets, parts), whole);
    });
  });

/** The sum, at a site of its own. */
const at = (site: GradientStrategy['at']): GradientStrategy => ({ at: site });

test('norms and gradients at the parameters and at the maps are those of the joined batch', (t) => {
  scope(() => {
    using model = jointModel(['sparseRcnn', 'semanticFpn']);
    const [images, targets] = [imagesOf(3), targetsOf(model, 3)];
    for (const site of ['features', 'parameters'] as const) {
      const whole = read(model, () => model.backward(images, targets, { gradients: at(site) }));
      const parts = inParts(model, images, targets, [[0], [1, 2]], at(site));
      assertSame(t, parts, whole);
      t.deepEqual(Object.keys(parts.norms), model.tasks);
      for (const task of model.tasks)
        t.true(Math.abs(parts.norms[task]! / whole.norms[task]! - 1) < 1e-9, `${site} ${task}`);
    }
  });
});

test('a strategy that combines gradients at the maps refuses a second micro-batch', (t) => {
  scope(() => {
    using model = jointModel(['semanticFpn']);
    const [images, targets] = [imagesOf(3), targetsOf(model, 3)];
    const gradients: GradientStrategy = { at: 'features', combine: ({ semanticFpn }) => semanticFpn! };
    t.throws(() => inParts(model, images, targets, [[0], [1, 2]], gradients), {
      message: /needs the whole batch at once: take one micro-batch for each step/,
    });
    assertSame(
      t,
      inParts(model, images, targets, [[0, 1, 2]], gradients),
      read(model, () => model.backward(images, targets)),
    );
  });
});

test('a head without divisors counts each loss as a mean over images', (t) => {
  scope(() => {
    using model = jointModel(['semanticFpn']);
    const images = imagesOf(3);
    const { semanticFpn } = targetsOf(model, 3);
    const whole = { semanticFpn: [semanticFpn![0]!, semanticFpn![0]!, semanticFpn![0]!] };
    Object.assign(model.heads.get('semanticFpn')!, { divisors: undefined });
    const expected = read(model, () => model.backward(images, whole));
    assertSame(t, inParts(model, images, whole, [[0], [1, 2]]), expected);
  });
});

test('divisors are raw counts, 0 without labels, and errors name task and image', (t) => {
  scope(() => {
    using model = jointModel(['sparseRcnn', 'fasterRcnn', 'maskFormer', 'semanticFpn']);
    const [images, targets] = [imagesOf(2), targetsOf(model, 2)];
    const counts = (given: Targets, input: Tensor | null = images) =>
      mapValues(model.divisors(input, given), (own) =>
        mapValues(own, (value) => (value instanceof Tensor ? value.item('number') : value)),
      ) as Record<string, Record<string, number>>;
    const none = {
      sparseRcnn: { objects: 0, images: 0 },
      fasterRcnn: { images: 0 },
      maskFormer: { objects: 0, classWeights: 0, images: 0 },
      semanticFpn: { pixels: 0, images: 0 },
    };
    t.deepEqual(counts({}), none);
    t.deepEqual(counts({}, null), none);
    const { sparseRcnn, semanticFpn, fasterRcnn } = counts(targets) as Record<Kind, Record<string, number>>;
    // Image 1 is not labelled for the first task.
    t.deepEqual(sparseRcnn, { objects: 1, images: 1 });
    t.deepEqual(fasterRcnn, { images: 2 });
    t.true(semanticFpn.pixels! < 2 * 32 * 64 && semanticFpn.pixels! > 32 * 64);
    const wrong = { boxes: torch.tensor([[4, 4, 1, 9]]), classes: torch.zeros([1], { dtype: 'int64' }) };
    t.throws(() => model.divisors(images, { sparseRcnn: [null, wrong] }), {
      name: 'BoxTargetError',
      message: /sparseRcnn: .*image 1 of the batch/,
    });
  });
});

test.serial('nothing stays behind', (t) => {
  using model = jointModel(['semanticFpn', 'sparseRcnn']);
  const step = () => {
    scope(() => {
      inParts(model, imagesOf(2), targetsOf(model, 2), [[0], [1]], at('parameters'));
    });
    model.zeroGrad();
    return memory().tensors;
  };
  const before = step();
  t.is(step(), before);
});
