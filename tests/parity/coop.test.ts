import { readFileSync } from 'node:fs';
import { ClipText, ClipTokenizer, type ContextPosition, PromptLearner } from '@cotrain/models';
import { functional } from '@cotrain/nn';
import { loadFile, memory, noGrad, scope, torch } from '@cotrain/torch';
import test from 'ava';
import { relativeError } from './compare.js';
import { hashFill } from './hashFill.js';
import { hashTensor, hashUniform } from './hashUniform.js';

// coop_tiny: CoOp's PromptLearner on the text tower of clip_tiny, with weights generated from their names.

interface GoldenCase {
  classes: string[];
  n_ctx: number;
  position: ContextPosition;
  csc: boolean;
  prompt0: string;
  name_lens: number[];
}

const file = (name: string) => new URL(`../golden/models/${name}`, import.meta.url).pathname;
const { cases }: { cases: Record<string, GoldenCase> } = JSON.parse(
  readFileSync(file('coop_tiny.json'), 'utf8'),
);
const WIDTH = 64;

/** A frozen tower. The token table is filled only for the tokens of the classes. */
function tinyText(): ClipText {
  const text = new ClipText({ embedDim: 48, width: WIDTH, heads: 4, layers: 3 }).requiresGrad_(false);
  const { 'token_embedding.weight': table, ...rest } = text.stateDict();
  hashFill(rest);
  const tokenizer = ClipTokenizer.shared();
  const names = Object.values(cases).flatMap(({ classes }) => classes);
  const ids = new Set([0, tokenizer.sot, tokenizer.eot, ...tokenizer.encode(`${names.join(' ')}.`)]);
  noGrad(() =>
    scope(() => {
      for (const id of ids) {
        const row = hashUniform('token_embedding.weight', WIDTH, id * WIDTH);
        table!.select(0, id).copy_(torch.tensor(row).mul(Math.sqrt(3 / WIDTH)));
      }
    }),
  );
  return text;
}

for (const [name, { classes, n_ctx, position, csc, name_lens }] of Object.entries(cases)) {
  test(`${name}: text features and the contexts' gradient equal CoOp's`, (t) => {
    const before = memory().tensors;
    scope(() => {
      const golden = loadFile(file('coop_tiny.safetensors'));
      const text = tinyText();
      const learner = new PromptLearner(text, {
        classes,
        contextLength: n_ctx,
        position,
        classSpecific: csc,
      });
      const lengths = classes.map((label) => ClipTokenizer.shared().encode(label).length);
      t.deepEqual(lengths, name_lens);
      // CoOp's checkpoints also contain the embeddings around the contexts, which CoOp does not load either.
      const ctx = golden[`${name}.ctx`]!;
      learner.loadStateDict({ ctx, token_prefix: torch.zeros([1]), token_suffix: torch.zeros([1]) });

      const features = learner.forward(text);
      const normalised = functional.normalize(features, { dim: -1 });
      normalised
        .mul(hashTensor(`g.${name}`, normalised.shape))
        .sum()
        .backward();
      const errors = {
        text: relativeError(features, golden[`${name}.text`]!),
        normalised: relativeError(normalised, golden[`${name}.text_norm`]!),
        gradient: relativeError(learner.ctx.grad!, golden[`${name}.grad_ctx`]!),
      };
      t.log(
        Object.entries(errors)
          .map(([what, error]) => `${what} ${error.toExponential(1)}`)
          .join(', '),
      );
      t.true(errors.text <= 1e-5);
      t.true(errors.normalised <= 1e-5);
      t.true(errors.gradient <= 1e-4);
      t.true(text.parameters().every((parameter) => parameter.grad === null));
      learner.dispose();
      text.dispose();
    });
    t.is(memory().tensors, before);
  });
}
