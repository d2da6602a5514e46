import { DETECTION_CATEGORIES, DRIVABLE_CLASSES, SEMANTIC_CLASSES } from '@cotrain/data';
import {
  BDD100K_CLASS_NAMES,
  CLIP_BEST_TEMPLATES,
  CLIP_TEMPLATES,
  ClipText,
  ClipTokenizer,
  PromptLearner,
  SCENE_TEMPLATE,
  TemplatePrompts,
  TextFeatures,
  type TextFeaturesOptions,
} from '@cotrain/models';
import { functional, OptionError } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { inferenceMode, memory, noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import test, { type ExecutionContext } from 'ava';
import { assertClose } from '../assertClose.js';
import { seedDraws } from '../seed.js';

const classes = { det: ['car', 'traffic light'], drivable: ['direct drivable area', 'background'] };
const tinyText = (): ClipText =>
  new ClipText({ width: 16, heads: 2, layers: 1, embedDim: 12 }).requiresGrad_(false);
const difference = (a: Tensor, b: Tensor): number => scope(() => Number(a.sub(b).abs().max().item()));

/** Runs `check` with a small frozen encoder and class features, and asserts that all memory is freed. */
function withFeatures(
  t: ExecutionContext,
  options: Omit<TextFeaturesOptions, 'classes'>,
  check: (features: TextFeatures, text: ClipText) => void,
): void {
  const before = memory().tensors;
  seedDraws(0);
  const text = tinyText();
  const features = new TextFeatures(text, { classes, ...options });
  try {
    scope(() => check(features, text));
  } finally {
    features.dispose();
    text.dispose();
  }
  t.is(memory().tensors, before);
}

test('learned prompts: one feature of length one a class, gradients for the contexts alone', (t) => {
  withFeatures(t, {}, (features, text) => {
    t.deepEqual(
      features.namedParameters().map(([key, { shape }]) => [key, shape]),
      [
        ['det.ctx', [16, 16]],
        ['drivable.ctx', [16, 16]],
      ],
    );
    t.deepEqual(Object.keys(features.stateDict()), ['det.ctx', 'drivable.ctx']);
    const { det, drivable } = features.forward(text);
    t.deepEqual(det!.shape, [2, 12]);
    t.deepEqual(drivable!.shape, [2, 12]);
    t.true(difference(det!.norm(2, 1), torch.ones([2])) < 1e-6);

    det!.square().mul(torch.arange(12)).sum().backward();
    const [own, other] = features.parameters();
    t.true(Number(own!.grad!.abs().sum().item()) > 0);
    t.is(Number(other!.grad!.abs().sum().item()), 0, "the other task's prompts are not part of it");
    t.true(text.parameters().every((parameter) => parameter.grad === null));
  });
});

test('one pass of the encoder for all tasks: features and gradients as of each task by itself', (t) => {
  withFeatures(t, {}, (features, text) => {
    let passes = 0;
    const encodeTree = text.encodeTree.bind(text);
    Object.defineProperty(text, 'encodeTree', {
      value: (...args: Parameters<ClipText['encodeTree']>) => {
        passes++;
        return encodeTree(...args);
      },
    });
    const tasks = Object.keys(classes);
    const weights = torch.linspace(-1, 1, 24).view([2, 12]);
    const gradientsOf = (byTask: () => Record<string, Tensor>): Tensor[] => {
      for (const [i, one] of Object.values(byTask()).entries())
        one
          .mul(weights)
          .sum()
          .mul(i + 1)
          .backward({ retainGraph: true });
      const gradients = features.parameters().map((parameter) => parameter.grad!.clone());
      features.zeroGrad();
      return gradients;
    };
    const together = () => features.forward(text);
    const apart = () =>
      Object.fromEntries(
        tasks.map((task) => [
          task,
          functional.normalize(features.promptsOf(task).forward(text), { dim: -1 }),
        ]),
      );
    const expected = apart();
    passes = 0;
    const actual = together();
    t.is(passes, 1);
    for (const task of tasks) t.true(difference(actual[task]!, expected[task]!) < 1e-6, task);
    const reference = gradientsOf(apart);
    for (const [i, gradient] of gradientsOf(together).entries()) {
      const size = Number(reference[i]!.abs().max().item());
      t.true(size > 1e-3);
      t.true(difference(gradient, reference[i]!) < 1e-5 * size, tasks[i]);
    }
  });
});

test('features are kept while nothing learns or no gradient is recorded', (t) => {
  withFeatures(t, {}, (features, text) => {
    const first = noGrad(() => features.forward(text));
    t.is(
      noGrad(() => features.forward(text)),
      first,
    );
    t.not(features.forward(text), first, 'a training step computes its own');
    t.true(features.forward(text).det!.requiresGrad);
    features.requiresGrad_(false);
    t.is(features.forward(text), first);
    t.false(first.det!.requiresGrad);

    const inside = scope(() => features.forward(text));
    t.is(Number(inside.det!.square().sum().item()).toFixed(4), '2.0000', 'no scope frees what is kept');
  });
});

test('a step, a loaded state dict, a moved or another encoder recompute cached features', (t) => {
  withFeatures(t, {}, (features, text) => {
    const current = () => noGrad(() => features.forward(text));
    const copy = (kept: Record<string, Tensor>) => kept.det!.clone();
    let last = copy(current());
    const changed = (what: string) => {
      const now = current();
      t.true(difference(now.det!, last) > 1e-4, what);
      t.is(current(), now, `${what}: kept again`);
      last = copy(now);
    };

    const optimizer = new AdamW(features.parameters(), { lr: 0.1 });
    features.forward(text).det!.square().mul(torch.arange(12)).sum().backward();
    optimizer.step();
    optimizer.dispose();
    changed('a step');

    const state = Object.fromEntries(
      Object.entries(features.stateDict()).map(([key, tensor]) => [key, torch.randn(tensor.shape)]),
    );
    features.loadStateDict(state);
    changed('a loaded state dict');

    noGrad(() => text.textProjection.mul_(torch.arange(12)));
    changed('other weights of the encoder');

    features.to({ dtype: 'float64' });
    text.to({ dtype: 'float64' });
    t.is(current().det!.dtype, 'float64');
    t.true(difference(current().det!, last) < 1e-5);

    features.forget();
    t.true(difference(current().det!, last) < 1e-5);
  });
});

test('what inference mode kept is not handed to a training step', (t) => {
  withFeatures(t, { prompts: { kind: 'template' } }, (features, text) => {
    const inference = inferenceMode(() => features.forward(text));
    t.is(
      inferenceMode(() => features.forward(text)),
      inference,
    );
    const trained = features.forward(text);
    const weight = torch.ones([12]).requiresGrad_(true);
    t.notThrows(() => trained.det!.mul(weight).sum().backward());
    t.is(
      inferenceMode(() => features.forward(text)),
      trained,
    );
  });
});

test('nothing is kept of an encoder that learns', (t) => {
  withFeatures(t, { prompts: { kind: 'template' } }, (features, text) => {
    const kept = features.forward(text);
    text.textProjection.requiresGrad_(true);
    const learning = features.forward(text);
    t.not(learning, kept);
    t.true(learning.det!.requiresGrad);
    t.not(
      noGrad(() => features.forward(text)),
      learning,
    );
    learning.det!.square().mul(torch.arange(12)).sum().backward();
    const optimizer = new AdamW([text.textProjection], { lr: 0.1 });
    const before = learning.det!.detach();
    optimizer.step();
    optimizer.dispose();
    text.requiresGrad_(false);
    t.true(difference(features.forward(text).det!, before) > 1e-4);
  });
});

test('a copy learns and keeps by itself', (t) => {
  withFeatures(t, {}, (features, text) => {
    const kept = noGrad(() => features.forward(text));
    const copy = features.clone();
    const own = noGrad(() => copy.forward(text));
    t.not(own, kept);
    t.is(difference(own.det!, kept.det!), 0);
    copy.dispose();
    t.is(
      noGrad(() => features.forward(text)),
      kept,
    );
  });
});

test('a template gives what the encoder says of the sentences', (t) => {
  withFeatures(t, { prompts: { kind: 'template' } }, (features, text) => {
    t.deepEqual(features.stateDict(), {});
    const sentences = ['there is a car in the scene.', 'there is a traffic light in the scene.'];
    const expected = text.forward(ClipTokenizer.shared().tokenize(sentences));
    t.true(difference(features.forward(text).det!, functional.normalize(expected, { dim: -1 })) < 1e-6);
  });
});

test("an ensemble is the normalised mean of each sentence's normalised features", (t) => {
  const templates = ['a photo of a {}.', 'a {} near another {}.'];
  withFeatures(t, { prompts: { kind: 'ensemble', templates } }, (features, text) => {
    const one = (sentence: string) =>
      functional.normalize(text.forward(ClipTokenizer.shared().tokenize(sentence)), { dim: -1 }); // [1, D]
    const mean = one('a photo of a background.').add(one('a background near another background.'));
    const expected = functional.normalize(mean, { dim: -1 });
    t.true(difference(features.forward(text).drivable!.narrow(0, 1, 1), expected) < 1e-6);
  });
});

test('contexts start from words, as these are once the encoder has its weights', (t) => {
  const before = memory().tensors;
  scope(() => {
    const text = tinyText();
    const classNames = ['car', 'bus'];
    const learner = new PromptLearner(text, { classes: classNames, initText: 'a photo of a' });
    t.is(learner.options.contextLength, 4);
    const sentences = ClipTokenizer.shared().tokenize(['a photo of a car.', 'a photo of a bus.']);
    t.true(difference(learner.forward(text), text.forward(sentences)) < 1e-6);

    noGrad(() => text.tokenEmbedding.weight.mul_(2));
    t.true(difference(learner.forward(text), text.forward(sentences)) > 1e-4);
    learner.resetParameters(text);
    t.true(difference(learner.forward(text), text.forward(sentences)) < 1e-6);

    const specific = new PromptLearner(text, {
      classes: classNames,
      initText: 'a photo of a',
      classSpecific: true,
    });
    t.deepEqual(specific.ctx.shape, [2, 4, 16]);
    t.true(difference(specific.forward(text), text.forward(sentences)) < 1e-6);
    for (const module of [learner, specific, text]) module.dispose();
  });
  t.is(memory().tensors, before);
});

test('the class name stands in front of, within and after the context', (t) => {
  scope(() => {
    const text = tinyText();
    const at = (position: 'front' | 'middle' | 'end', sentence: string) => {
      const initText = 'one two three';
      const learner = new PromptLearner(text, { classes: ['traffic_light'], initText, position });
      const expected = text.forward(ClipTokenizer.shared().tokenize(sentence));
      t.true(difference(learner.forward(text), expected) < 1e-6, position);
      learner.dispose();
    };
    at('front', 'traffic light one two three.');
    at('middle', 'one traffic light two three.');
    at('end', 'one two three traffic light.');
    text.dispose();
  });
});

test('what prompts share in their beginning is computed once', (t) => {
  scope(() => {
    const text = tinyText();
    const learner = new PromptLearner(text, { classes: ['traffic light', 'traffic sign'] });
    const nodes = new Map(learner.namedBuffers()).get('nodes')!;
    // start, 16 contexts, traffic; light . end, sign . end
    t.deepEqual(nodes.shape, [1 + 16 + 1 + 3 + 3]);
    learner.dispose();
    text.dispose();
  });
});

test('contexts start small, around zero', (t) => {
  scope(() => {
    seedDraws(1);
    const text = tinyText();
    const learner = new PromptLearner(text, { classes: ['car'], contextLength: 64 });
    assertClose(t, Number(learner.ctx.std().item()), 0.02, { absolute: 0.002 });
    t.true(Math.abs(Number(learner.ctx.mean().item())) < 0.002);
    learner.dispose();
    text.dispose();
  });
});

test('what cannot be a prompt is refused', (t) => {
  const before = memory().tensors;
  const text = tinyText();
  const refused = (make: () => unknown, message: RegExp) => {
    const error = t.throws(make, { instanceOf: OptionError });
    t.regex(error.message, message);
  };
  const learner = (options: object) => new PromptLearner(text, { classes: ['car'], ...options });
  refused(() => learner({ classes: [] }), /at least one class/);
  refused(() => learner({ contextLength: 0 }), /contextLength/);
  refused(() => learner({ contextLength: 75 }), /'car'.*79 tokens.*77/);
  refused(() => learner({ position: 'back' }), /front, middle or end/);
  refused(() => learner({ initText: '  ' }), /contextLength/);
  refused(() => learner({ ctxInit: 'a' }), /unknown option 'ctxInit'/);
  const features = (prompts: object) => new TextFeatures(text, { classes, prompts: prompts as never });
  refused(() => features({ kind: 'template', template: 'a photo' }), /lacks {}/);
  refused(
    () => features({ kind: 'ensemble', templates: [] }),
    /templates must be a list of one or more texts, got \[\]/,
  );
  refused(() => features({ kind: 'ensemble', template: 'a {}' }), /unknown option 'template'/);
  refused(() => features({ kind: 'learnt' }), /learned, template or ensemble/);
  refused(() => new TextFeatures(text, { classes: { det: [] } }), /at least one class/);
  text.dispose();
  t.is(memory().tensors, before);
});

test('templates and class names', (t) => {
  t.is(CLIP_TEMPLATES.length, 80);
  t.is(new Set(CLIP_TEMPLATES).size, 80);
  t.true(CLIP_BEST_TEMPLATES.every((template) => CLIP_TEMPLATES.includes(template)));
  t.true([SCENE_TEMPLATE, ...CLIP_TEMPLATES].every((template) => template.split('{}').length === 2));
  t.deepEqual(
    Object.values(BDD100K_CLASS_NAMES).map(({ length }) => length),
    [10, 19, 3],
  );
  t.deepEqual(
    new Set(Object.values(BDD100K_CLASS_NAMES).flat()).size,
    10 + 19 + 3 - 9,
    'the same word for what two tasks know',
  );
  scope(() => {
    const text = tinyText();
    const names = BDD100K_CLASS_NAMES.sem_seg;
    const prompts = new TemplatePrompts(text, names, CLIP_BEST_TEMPLATES);
    t.deepEqual(prompts.forward(text).shape, [19, 12]);
    prompts.dispose();
    text.dispose();
  });
});

test('the class names that prompts read are those of the labels, in their order', (t) => {
  t.deepEqual([...BDD100K_CLASS_NAMES.det], [...DETECTION_CATEGORIES]);
  t.deepEqual([...BDD100K_CLASS_NAMES.sem_seg], [...SEMANTIC_CLASSES]);
  t.is(BDD100K_CLASS_NAMES.drivable.length, DRIVABLE_CLASSES.length);
  for (const [i, name] of BDD100K_CLASS_NAMES.drivable.entries())
    t.true(name.startsWith(DRIVABLE_CLASSES[i]!));
});
