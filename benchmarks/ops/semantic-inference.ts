// semantic_inference against the same steps on LibTorch's own kernels, which are eager PyTorch's.
// npx tsx benchmarks/ops/semantic-inference.ts [--rounds 15] [--small] [--dry]
import { parseArgs } from 'node:util';
import { semanticInference } from '@cotrain/ops';
import { manualSeed, type Tensor, torch } from '@cotrain/torch';
import { median } from '../torch/harness.js';
import { alternate, type Cases, ratio, ratioOfLeast, writeResult } from './peers.js';

const { values: flags } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    small: { type: 'boolean' },
    dry: { type: 'boolean' },
  },
});
torch.setNumThreads(2);
manualSeed(0);
const [Q, K] = [100, 19];
const size: [number, number] = flags.small ? [72, 128] : [720, 1280];
const resized: [number, number] = [(size[0] * 3) / 2, (size[1] * 3) / 2];
const logits = torch.randn([Q, K + 1]);
const masks = torch.randn([Q, size[0] / 4, size[1] / 4]).mul(5);

const resize = (x: Tensor, to: [number, number]): Tensor =>
  torch.upsampleBilinear2d(x.unsqueeze(0), to, false).squeeze(0);

function eager(output: [number, number]): Tensor {
  const probabilities = logits.softmax(-1).narrow(1, 0, K);
  const scores = torch.einsum('qc,qhw->chw', [probabilities, resize(masks, size).sigmoid()]);
  return (output === size ? scores : resize(scores, output)).argmax({ dim: 0 });
}

const cases: Cases = {
  semantic_inference: () => semanticInference(logits, masks, { padded: size }),
  eager: () => eager(size),
  'semantic_inference, resized': () => semanticInference(logits, masks, { padded: size, output: resized }),
  'eager, resized': () => eager(resized),
};
const times = alternate(cases, Number(flags.rounds));
const line = (name: string, against?: string): string => {
  const ratios =
    against === undefined ? [] : [ratio, ratioOfLeast].map((of) => of(times[name]!, times[against]!));
  const [middle, least] = ratios.map((value) => value.toFixed(2));
  return `| ${name} | ${median(times[name]!).toFixed(1)} | ${Math.min(...times[name]!).toFixed(1)} | ${middle ?? ''} | ${least ?? ''} |`;
};
const pixels = size[0] * size[1];
const table = `| | ms, median | ms, least | of eager, median | of eager, least |
|---|---:|---:|---:|---:|
${line('semantic_inference', 'eager')}
${line('eager')}
${line('semantic_inference, resized', 'eager, resized')}
${line('eager, resized')}`;
if (flags.dry) console.log(table);
else
  writeResult(
    'ops-semantic-inference.md',
    'semantic_inference',
    `npx tsx benchmarks/ops/semantic-inference.ts --rounds ${flags.rounds}`,
    `${Q} queries, ${K} classes, mask logits ${size[0] / 4} x ${size[1] / 4}, image ${size.join(' x ')}, also resized to ${resized.join(' x ')}, float32. Eager is upsample, sigmoid,
softmax, einsum and argmax on LibTorch's kernels, which are eager PyTorch's, called through the binding in the same process. ${flags.rounds} rounds in which
all cases run in turn; the median ratio is that of the rounds' ratios, the least is of the shortest times.

${table}

Floor: ${((2 * pixels * Q * K) / 1e9).toFixed(1)} GFLOP for the product and ${((pixels * Q) / 1e6).toFixed(0)} million sigmoids, about 20 vector instructions for 16 of them; memory is read
once, ${((masks.numel() * 4) / 1e6).toFixed(0)} MB, where eager writes and reads ${((pixels * Q * 4) / 1e6).toFixed(0)} MB several times.
`,
  );
