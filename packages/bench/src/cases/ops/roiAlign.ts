import { roiAlign, roiAlignPyramid } from '@cotrain/ops';
import { grad } from '@cotrain/torch';
import { type Comparison, type FunctionsCase, registerCases, type Setting } from '../../case.js';
import { loadNative } from '../../peers/native.js';
import { BINS, FORMATS, ONE, regionsOf, SAMPLES, SCALES } from './regions.js';

const bench: FunctionsCase = {
  kind: 'functions',
  group: 'ops',
  name: 'roi-align',
  title: 'ROIAlign',
  description:
    "300 ROIs, 256 channels, P2 of a 720 x 1280 image, 7 x 7 bins of 2 x 2 samples, float32. The scalar loop is one thread, as torchvision's and mmcv's CPU kernels are. Realistic ROIs have sides of 16 to 400 pixels; initial ones are the whole image, as at the start of training. The pyramid is measured against the same loop on one map.",
  rounds: 9,
  setUp(setting: Setting): Comparison[] {
    const loops = loadNative(setting.native, setting.device);
    const { channels, regions, maps, weights, boxes } = regionsOf(setting);
    const [p2] = maps;
    const bins = 4 * weights.numel();
    const map = 4 * p2!.numel();
    // A sample reads four cells; the map is read once at most.
    const flops = 8 * regions * channels * BINS * BINS * SAMPLES * SAMPLES;
    return Object.entries(boxes).flatMap(([set, rois]) => {
      const forward = loops && (() => loops.roi_align!(p2, rois, SCALES[0], BINS, SAMPLES));
      const backward =
        loops && (() => loops.roi_align_backward!(weights, rois, p2!.shape, SCALES[0], SAMPLES));
      return FORMATS.flatMap(([name, memoryFormat]): Comparison[] => {
        const features = maps.map((each) => each.contiguous({ memoryFormat }));
        const leaves = features.map((each) => each.detach().requiresGrad_());
        const gradient = weights.contiguous({ memoryFormat });
        const [out, many] = [
          roiAlign(leaves[0]!, rois, ONE),
          roiAlignPyramid(leaves, rois, { scales: SCALES }),
        ];
        const through = { gradOutputs: [gradient], retainGraph: true };
        const read = { flops, bytes: Math.min(map, 4 * flops) + bins };
        const written = { flops, bytes: map + bins };
        return [
          {
            figure: `${set} ROIs, ${name}, forward`,
            floor: read,
            sides: { cotrain: () => roiAlign(features[0]!, rois, ONE), 'scalar loop': forward },
            agree: 1e-4,
          },
          {
            figure: `${set} ROIs, ${name}, backward`,
            floor: written,
            sides: { cotrain: () => grad([out], [leaves[0]!], through), 'scalar loop': backward },
            agree: 1e-4,
          },
          {
            figure: `${set} ROIs, ${name} pyramid, forward`,
            sides: {
              cotrain: () => roiAlignPyramid(features, rois, { scales: SCALES }),
              'scalar loop': forward,
            },
          },
          {
            figure: `${set} ROIs, ${name} pyramid, backward`,
            sides: {
              cotrain: () => grad([many], leaves, { ...through, allowUnused: true }),
              'scalar loop': backward,
            },
          },
        ];
      });
    });
  },
};
registerCases(bench);
