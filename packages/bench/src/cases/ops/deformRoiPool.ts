import { deformRoiPool, roiAlign } from '@cotrain/ops';
import { grad, torch } from '@cotrain/torch';
import { type Comparison, type FunctionsCase, registerCases, type Setting } from '../../case.js';
import { loadNative } from '../../peers/native.js';
import { BINS, FORMATS, ONE, regionsOf, SAMPLES, SCALES } from './regions.js';

const bench: FunctionsCase = {
  kind: 'functions',
  group: 'ops',
  name: 'deform-roi-pool',
  title: 'Deformable ROI pooling',
  description:
    "The regions of `ops/roi-align`, with normal offsets, so that a bin moves by a tenth of its region's side. The scalar loop is one thread, as mmcv's CPU kernel is; `roi_align` is ours, without offsets.",
  rounds: 9,
  setUp(setting: Setting): Comparison[] {
    const loops = loadNative(setting.native, setting.device);
    const { regions, maps, weights, boxes } = regionsOf(setting);
    const [p2] = maps;
    const { device } = setting;
    const offset = torch.randn([regions, 2, BINS, BINS], { device });
    return Object.entries(boxes).flatMap(([set, rois]) =>
      FORMATS.flatMap(([name, memoryFormat]): Comparison[] => {
        const x = p2!.contiguous({ memoryFormat });
        const [leaf, moved] = [x.detach().requiresGrad_(), offset.detach().requiresGrad_()];
        const out = deformRoiPool(leaf, rois, { ...ONE, offset: moved });
        const gradOutputs = [weights.contiguous({ memoryFormat })];
        const forward = () => deformRoiPool(x, rois, { ...ONE, offset });
        return [
          {
            figure: `${set} ROIs, ${name}, forward`,
            sides: {
              cotrain: forward,
              'scalar loop':
                loops && (() => loops.deform_roi_pool!(p2, rois, offset, SCALES[0], BINS, SAMPLES, 0.1)),
            },
            agree: 1e-4,
          },
          {
            figure: `${set} ROIs, ${name}, forward, against roi_align`,
            sides: { cotrain: forward, roi_align: () => roiAlign(x, rois, ONE) },
          },
          {
            figure: `${set} ROIs, ${name}, backward to map and offsets`,
            sides: { cotrain: () => grad([out], [leaf, moved], { gradOutputs, retainGraph: true }) },
          },
        ];
      }),
    );
  },
};
registerCases(bench);
