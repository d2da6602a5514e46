// roi_align and deform_roi_pool against the loops of the field's CPU kernels, and against each other.
// npx tsx benchmarks/ops/roi-align.ts [--rounds 9] [--small] [--dry]
import { parseArgs } from 'node:util';
import { deformRoiPool, roiAlign, roiAlignPyramid } from '@cotrain/ops';
import { grad, type MemoryFormat, manualSeed, type Tensor, torch } from '@cotrain/torch';
import { median } from '../torch/harness.js';
import { alternate, type Cases, loadPeers, ratio, ratioOfLeast, writeResult } from './peers.js';

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, small: { type: 'boolean' }, dry: { type: 'boolean' } },
});
torch.setNumThreads(2);
const peers = loadPeers();

const [imageHeight, imageWidth, channels, regions] = flags.small ? [180, 320, 64, 50] : [720, 1280, 256, 300];
const scales = [1 / 4, 1 / 8, 1 / 16, 1 / 32];
manualSeed(0);
const maps = scales.map((scale) =>
  torch.randn([1, channels, Math.ceil(imageHeight * scale), Math.ceil(imageWidth * scale)]),
);
const weights = torch.randn([regions, channels, 7, 7]);

/** Sides log-uniform in 16..400 pixels, centres anywhere. */
function realistic(): Tensor {
  const side = torch
    .rand([regions, 2])
    .mul(Math.log(400 / 16))
    .exp()
    .mul(16);
  const size = torch.tensor([imageWidth, imageHeight]);
  const centre = torch.rand([regions, 2]).mul(size);
  return torch.cat([torch.zeros([regions, 1]), centre.sub(side.div(2)), centre.add(side.div(2))], { dim: 1 });
}
const boxes = {
  realistic: realistic(),
  initial: torch
    .tensor([[0, 0, 0, imageWidth, imageHeight]])
    .expand([regions, 5])
    .contiguous(),
};
const formats: [string, MemoryFormat][] = [
  ['channels_last', 'channels_last'],
  ['NCHW', 'contiguous'],
];
const one = { spatialScale: 1 / 4, samplingRatio: 2 };

/** Forward, and backward alone through a graph that is kept. */
function cases(rois: Tensor): Cases {
  const offset = torch.randn([regions, 2, 7, 7]);
  const [p2] = maps as [Tensor];
  const all: Cases = {
    'reference forward': () => peers.roi_align!(p2, rois, 1 / 4, 7, 2),
    'reference backward': () => peers.roi_align_backward!(weights, rois, p2.shape, 1 / 4, 2),
    'reference deformable forward': () => peers.deform_roi_pool!(p2, rois, offset, 1 / 4, 7, 2, 0.1),
  };
  for (const [name, memoryFormat] of formats) {
    const features = maps.map((map) => map.contiguous({ memoryFormat }));
    const leaves = features.map((map) => map.detach().requiresGrad_());
    const gradient = weights.contiguous({ memoryFormat });
    const [x] = features as [Tensor];
    const out = roiAlign(leaves[0]!, rois, one);
    const many = roiAlignPyramid(leaves, rois, { scales });
    const moved = offset.detach().requiresGrad_();
    const deformed = deformRoiPool(leaves[0]!, rois, { ...one, offset: moved });
    all[`${name} forward`] = () => roiAlign(x, rois, one);
    all[`${name} backward`] = () => grad([out], [leaves[0]!], { gradOutputs: [gradient], retainGraph: true });
    all[`${name} pyramid forward`] = () => roiAlignPyramid(features, rois, { scales });
    all[`${name} pyramid backward`] = () =>
      grad([many], leaves, { gradOutputs: [gradient], retainGraph: true, allowUnused: true });
    all[`${name} deformable forward`] = () => deformRoiPool(x, rois, { ...one, offset });
    all[`${name} deformable backward (map and offsets)`] = () =>
      grad([deformed], [leaves[0]!, moved], { gradOutputs: [gradient], retainGraph: true });
  }
  return all;
}

const rows: { set: string; name: string; cells: string }[] = [];
for (const [set, rois] of Object.entries(boxes)) {
  const times = alternate(cases(rois), Number(flags.rounds));
  for (const [name, measured] of Object.entries(times)) {
    const own = name.replace(/^(reference|NCHW|channels_last) /, '').replace(/pyramid | \(.*/g, '');
    const peer = name.startsWith('reference') ? undefined : times[`reference ${own}`];
    const against = [ratio, ratioOfLeast].map((of) => (peer ? `${of(peer, measured).toFixed(1)}x` : ''));
    const plain = name.includes('deformable forward') && times[name.replace('deformable ', '')];
    const toPlain = plain ? ratio(measured, plain).toFixed(2) : '';
    const figures = [median(measured), Math.min(...measured)].map((value) => value.toFixed(1));
    rows.push({ set, name, cells: [...figures, ...against, toPlain].join(' | ') });
  }
}

function table(deformable: boolean): string {
  const lines = rows
    .filter(({ name }) => name.includes('deformable') === deformable)
    .map(
      ({ set, name, cells }) =>
        `| ${set} | ${name} | ${deformable ? cells : cells.replace(/ \| [^|]*$/, '')} |`,
    );
  const last = deformable ? ' ours / our roi_align |' : '';
  return `| ROIs | | ms, median | least | reference / ours, medians | of the least |${last}
|---|---|---:|---:|---:|---:|${deformable ? '---:|' : ''}
${lines.join('\n')}`;
}

const setting = `${regions} ROIs, ${channels} channels, P2 of a ${imageHeight} x ${imageWidth} image, 7 x 7 bins of 2 x 2 samples, float32. The reference is one
thread of the loops in benchmarks/ops/native, as torchvision's and mmcv's CPU kernels are. Medians of ${flags.rounds} rounds in which all
cases run in turn; ratios are medians of the rounds' ratios, and those of the shortest times.`;
const command = `npx tsx benchmarks/ops/roi-align.ts --rounds ${flags.rounds}`;
if (flags.dry) {
  console.log(table(false));
  console.log(table(true));
} else {
  writeResult(
    'ops-roi-align.md',
    'ROIAlign',
    command,
    `${setting}

${table(false)}

Floors of the 720 x 1280 case with realistic ROIs on P2: forward, 59 MB of map read at most and 15 MB of bins written; 16 taps for each of 3.8 M bin channels
are 0.12 GFLOP, and 241 MB of loads where no two samples share cells, which the caches serve. Backward, 15 MB read and 59 MB written once: each
band of the gradient is zeroed, added to and left while it is in the second-level cache. NCHW pays for turning planes into cells (forward) and back
(backward): another pass over the map. The pyramid's ratios are against the same one-map reference.
`,
  );
  writeResult(
    'ops-deform-roi-pool.md',
    'Deformable ROI pooling',
    command,
    `${setting} Offsets are normal, so that a bin moves by a tenth of its region's side.

${table(true)}

Floors as for roi_align, plus 0.1 MB of offsets; the backward pass to the offsets reads the map once more. Every bin has rows and columns of its own: what
ROIAlign's bins share, among them and, where all boxes are the whole image as at the start of training, among the regions (784 cells in all), these do not. So the
plain pooler of the initial boxes works in the first-level cache and the deformable one does not.
`,
  );
}
