// Faults that the tests must find when the CUDA kernels run on the CPU (npm run test:cuda-mutations): a
// barrier, an atomic addition, a bound or a term that is taken out of a kernel.
//
// file      in native/ops
// find      text of the source, once in the file
// replace   what takes its place
// tests     those that have to fail
// survives  why no test can see it here, where that is so

const boxes = ['tests/ops/boxes.test.ts'];
const conv = ['tests/ops/deformConv2d.test.ts', 'tests/ops/deterministic.test.ts'];
const deformPool = ['tests/ops/deformRoiPool.test.ts'];
const dynamic = ['tests/ops/dynamicConv.test.ts'];
const focal = ['tests/ops/focal.test.ts'];
const assignment = ['tests/ops/linearSumAssignment.test.ts'];
const masks = ['tests/ops/maskLosses.test.ts', 'tests/parity/maskformer.test.ts'];
const pool = ['tests/ops/roiAlign.test.ts', 'tests/ops/deterministic.test.ts'];
const semantic = ['tests/ops/semanticInference.test.ts'];

/**
 * @type {{name: string, file: string, find: string, replace: string, tests: string[], survives?: string}[]}
 */
export const MUTATIONS = [
  {
    name: 'box_iou: no lower bound of an overlap',
    file: 'box_iou/cuda.cu',
    find: 'max(min(x2, u2) - max(x1, u1), F(0))',
    replace: 'min(x2, u2) - max(x1, u1)',
    tests: boxes,
  },
  {
    name: 'box_iou: one row too few',
    file: 'box_iou/cuda.cu',
    find: 'row < rows;',
    replace: 'row < rows - 1;',
    tests: boxes,
  },
  {
    name: 'linear_sum_assignment: no barrier after the nearest column is read',
    file: 'linear_sum_assignment/cuda.cu',
    find: '  const Value result = shared[0];\n  __syncthreads();\n',
    replace: '  const Value result = shared[0];\n',
    tests: assignment,
  },
  {
    name: 'linear_sum_assignment: columns on the way keep their potentials',
    file: 'linear_sum_assignment/cuda.cu',
    find: 'column_potentials[done[k]] - early',
    replace: 'column_potentials[done[k]]',
    tests: assignment,
  },
  {
    name: 'linear_sum_assignment: a free column is not preferred',
    file: 'linear_sum_assignment/cuda.cu',
    find: 'if (is_free || nearest.free != kNever) break;',
    replace: 'if (is_free) break;',
    tests: assignment,
  },
  {
    name: 'nms: no barrier after a tile is loaded',
    file: 'nms/cuda.cu',
    find: '  __syncthreads();\n  const int64_t row =',
    replace: '  const int64_t row =',
    tests: boxes,
  },
  {
    name: 'nms: a box suppresses itself',
    file: 'nms/cuda.cu',
    find: 'threadIdx.x + 1 : 0',
    replace: 'threadIdx.x : 0',
    tests: boxes,
    survives: 'a box has stayed before the word with its own bit is read',
  },
  {
    name: 'nms: no barrier before the words of the boxes at hand are read',
    file: 'nms/cuda.cu',
    find: '    __syncthreads();\n    unsigned long long gone',
    replace: '    unsigned long long gone',
    tests: boxes,
  },
  {
    name: 'nms: no barrier between two blocks of boxes',
    file: 'nms/cuda.cu',
    find: '    __syncthreads();\n    if (threadIdx.x < size) own',
    replace: '    if (threadIdx.x < size) own',
    tests: boxes,
  },
  {
    name: 'nms: what a box suppresses in later blocks is forgotten',
    file: 'nms/cuda.cu',
    find: '      suppressed[column] = word;\n',
    replace: '',
    tests: boxes,
  },
  {
    name: 'mask_costs: no barrier before the sums',
    file: 'mask_costs/cuda.cu',
    find: '  __syncthreads();\n  for (int half',
    replace: '  for (int half',
    tests: masks,
  },
  {
    name: 'mask_costs: no barrier between two steps of the sums',
    file: 'mask_costs/cuda.cu',
    find: '    __syncthreads();\n  }\n  if (threadIdx.x < 2)',
    replace: '  }\n  if (threadIdx.x < 2)',
    tests: masks,
  },
  {
    name: 'mask_costs: a slice goes beyond its mask',
    file: 'mask_costs/cuda.cu',
    find: 'min(begin + kSlice, pixels)',
    replace: 'begin + kSlice',
    tests: masks,
  },
  {
    name: 'mask_losses: no barrier before the sums',
    file: 'mask_losses/cuda.cu',
    find: '  __syncthreads();\n  for (int half',
    replace: '  for (int half',
    tests: masks,
  },
  {
    name: 'mask_losses: a pixel is counted by every thread that reads it',
    file: 'mask_losses/cuda.cu',
    find: '        if (own) {',
    replace: '        {',
    tests: masks,
  },
  {
    name: 'mask_losses: pixels that do not count do',
    file: 'mask_losses/cuda.cu',
    find: ' || (inputs.valid != nullptr && inputs.valid[pixel] == 0)',
    replace: '',
    tests: masks,
  },
  {
    name: 'mask_losses: no margin around the pixels of a logit',
    file: 'mask_losses/cuda.cu',
    find: 'margin = 2 + F(to) * F(0x1p-21)',
    replace: 'margin = -2',
    tests: masks,
  },
  {
    name: 'semantic_inference: no barrier after the probabilities are loaded',
    file: 'semantic_inference/cuda.cu',
    find: '      __syncthreads();\n      for (int q = 0',
    replace: '      for (int q = 0',
    tests: semantic,
  },
  {
    name: 'semantic_inference: no barrier before the next probabilities are loaded',
    file: 'semantic_inference/cuda.cu',
    find: '      __syncthreads();\n      for (int i = threadIdx.x; i < count * kClasses',
    replace: '      for (int i = threadIdx.x; i < count * kClasses',
    tests: semantic,
  },
  {
    name: 'semantic_inference: only the first pass over the classes',
    file: 'semantic_inference/cuda.cu',
    find: 'for (int first = 0; first < s.classes; first += kClasses)',
    replace: 'for (int first = 0; first < kClasses; first += kClasses)',
    tests: semantic,
  },
  {
    name: 'semantic_inference: the last of equal classes wins',
    file: 'semantic_inference/cuda.cu',
    find: '!(scores[k] > highest)',
    replace: '!(scores[k] >= highest)',
    tests: semantic,
  },
  {
    name: 'sigmoid_focal_loss: no barrier before the sums',
    file: 'sigmoid_focal_loss/cuda.cu',
    find: '  __syncthreads();\n  for (int half',
    replace: '  for (int half',
    tests: focal,
  },
  {
    name: 'sigmoid_focal_loss: no factor at the gradient of a mean',
    file: 'sigmoid_focal_loss/cuda.cu',
    find: 'F(1) / count : F(1)',
    replace: 'F(1) : F(1)',
    tests: focal,
  },
  {
    name: 'dynamic_conv: lanes add up four steps of five',
    file: 'dynamic_conv/cuda.cu',
    find: 'step = kWarp / 2; step > 0;',
    replace: 'step = kWarp / 2; step > 1;',
    tests: dynamic,
  },
  {
    name: 'dynamic_conv: a row beyond the last',
    file: 'dynamic_conv/cuda.cu',
    find: '  if (row >= rows) return;\n  const int lane',
    replace: '  if (row > rows) return;\n  const int lane',
    tests: dynamic,
    survives: 'it writes beyond the memory of the result, whose neighbours no test reads',
  },
  {
    name: 'dynamic_conv: kept parameters are not made',
    file: 'dynamic_conv/cuda.cu',
    find: 'if (source != Parameters::kKept)',
    replace: 'if (source == Parameters::kMade)',
    tests: dynamic,
  },
  {
    name: 'deform_conv2d: an assignment in place of an atomic addition',
    file: 'deform_conv2d/cuda.cu',
    find: 'atomicAdd(image + cell * channels, sample.weight(k) * grad)',
    replace: 'image[cell * channels] = sample.weight(k) * grad',
    tests: conv,
  },
  {
    name: 'deform_conv2d: no lower bound of a column',
    file: 'deform_conv2d/cuda.cu',
    find: ' && x >= 0 && ',
    replace: ' && ',
    tests: conv,
  },
  {
    name: 'deform_conv2d: a lane keeps its sum',
    file: 'deform_conv2d/cuda.cu',
    find: '    by_y += __shfl_xor_sync(0xffffffffu, by_y, step);\n',
    replace: '',
    tests: conv,
  },
  {
    name: 'deform_conv2d: the last corner of a cell is left out of the deterministic gradient',
    file: 'deform_conv2d/cuda.cu',
    find: 'entry < starts[key + 1]',
    replace: 'entry + 1 < starts[key + 1]',
    tests: conv,
  },
  {
    name: 'roi_align: an assignment in place of an atomic addition',
    file: 'roi_align/pooler.cuh',
    find: 'atomicAdd(plane + cell, weight * value)',
    replace: 'plane[cell] = weight * value',
    tests: pool,
  },
  {
    name: 'roi_align: no barrier between the weights of a ROI and their use',
    file: 'roi_align/pooler.cuh',
    find: '          __syncthreads();\n          if (channel < channels) {',
    replace: '          if (channel < channels) {',
    tests: pool,
  },
  {
    name: 'roi_align: no barrier after the ROIs that reach a cell are known',
    file: 'roi_align/pooler.cuh',
    find: '      __syncthreads();\n      for (int warp',
    replace: '      for (int warp',
    tests: pool,
  },
  {
    name: 'roi_align: the deterministic gradient leaves out a bin',
    file: 'roi_align/pooler.cuh',
    find: 'for (int bin = 0; bin < bins.count(); ++bin)\n              if',
    replace: 'for (int bin = 1; bin < bins.count(); ++bin)\n              if',
    tests: pool,
  },
  {
    name: 'roi_align: the cell behind the last',
    file: 'roi_align/pooler.cuh',
    find: 'low + 1 < size ? low + 1 : low',
    replace: 'low + 1',
    tests: pool,
    survives: 'the weight of that cell is zero, and cells of weight zero are not read',
  },
  {
    name: 'deform_roi_pool: a lane keeps its sum',
    file: 'deform_roi_pool/cuda.cu',
    find: '    by_x += __shfl_xor_sync(0xffffffffu, by_x, step);\n',
    replace: '',
    tests: deformPool,
  },
  {
    name: 'deform_roi_pool: slopes beyond the border',
    file: 'deform_roi_pool/cuda.cu',
    find: 'position >= 0 && position <= size - 1 && size > 1',
    replace: 'size > 1',
    tests: deformPool,
  },
];
