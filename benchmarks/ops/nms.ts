// nms and batched_nms against the scalar loop of torchvision's CPU kernel.
// npx tsx benchmarks/ops/nms.ts [--rounds 51] [--dry]
import { parseArgs } from 'node:util';
import { batchedNms, nms } from '@cotrain/ops';
import { manualSeed, type Tensor, torch } from '@cotrain/torch';
import { alternate, type Cases, comparison, loadPeers, writeResult } from './peers.js';

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '51' }, dry: { type: 'boolean' } },
});
torch.setNumThreads(2);
const peers = loadPeers();
manualSeed(0);
const THRESHOLD = 0.5;
const CATEGORIES = 10;

/** Twenty boxes about each object, as dense detectors give them. */
function boxesOf(count: number): Tensor {
  const [width, height] = [1280, 720];
  const objects = torch.rand([count / 20, 4]).mul(torch.tensor([width, height, 4.6, 4.6]));
  const each = objects.repeatInterleave(20, { dim: 0 }).add(torch.randn([count, 4]).mul(0.2));
  const centre = each.narrow(1, 0, 2).add(torch.randn([count, 2]).mul(6));
  const half = each.narrow(1, 2, 2).exp().mul(2);
  return torch.cat([centre.sub(half), centre.add(half)], { dim: 1 });
}

/** torchvision's batched_nms of few boxes: moves each category to where it meets no other. */
function apart(boxes: Tensor, categories: Tensor): Tensor {
  const step = boxes.max().add(1);
  return boxes.add(categories.to('float32').mul(step).unsqueeze(1));
}

const times: Record<string, number[]> = {};
const pairs: [string, string][] = [];
/** Each pair in rounds of its own: a large case would leave nothing of a small one in the caches. */
function compare(name: string, ours: () => unknown, theirs: () => unknown): void {
  const cases: Cases = { [name]: ours, [`${name}: scalar`]: theirs };
  Object.assign(times, alternate(cases, Number(flags.rounds)));
  pairs.push([name, `${name}: scalar`]);
}

for (const count of [300, 1000, 4000]) {
  const [boxes, scores] = [boxesOf(count), torch.rand([count])];
  compare(
    `nms, ${count} boxes`,
    () => nms(boxes, scores, THRESHOLD),
    () => peers.nms!(boxes, scores, THRESHOLD),
  );
}
const [boxes, scores] = [boxesOf(1000), torch.rand([1000])];
const categories = torch.randint(CATEGORIES, [1000]);
compare(
  `batched_nms, 1000 boxes, ${CATEGORIES} categories`,
  () => batchedNms(boxes, scores, categories, THRESHOLD),
  () => peers.nms!(apart(boxes, categories), scores, THRESHOLD),
);

const table = comparison(times, pairs, 3);
if (flags.dry) console.log(table);
else
  writeResult(
    'ops-nms.md',
    'nms',
    `npx tsx benchmarks/ops/nms.ts --rounds ${flags.rounds}`,
    `Boxes in clusters of twenty, threshold ${THRESHOLD}, float32; the peer is the scalar loop of torchvision's CPU kernel (benchmarks/ops/native/nms.cpp),
for categories with torchvision's shifted boxes. ${flags.rounds} rounds in which a case and its peer run in turn; the median is that of the rounds' ratios.

${table}

Floor: each box that stays asks all boxes with lower scores: of 4000 boxes 1561 stay, which makes about 3 million pairs, 0.2 million vectors of 16 with some 20
instructions each, about 1 ms on one core. The peer skips pairs whose second box is gone already, which vector code cannot. One category is one thread's work: the
order of the boxes decides; categories are shared among the threads. For 300 boxes much of the time is the sort and the call.
`,
  );
