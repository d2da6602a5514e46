import { setNumThreads } from '@cotrain/torch';
import { type Measured, type MeasuredFigure, registerCases, type Setting } from '../../case.js';
import { runRanks } from './ranks.js';
import { BATCH, type StepTimes, trainSteps } from './work.js';

const RANKS = 2;
const SEVERAL = `${RANKS} processes x 1 thread`;
const ONE = `1 process x ${RANKS} threads`;
const STEP = `A step of ResNet-50's features (23.5 million parameters, SGD with momentum) on ${BATCH} images of 128 x 128 in all`;

registerCases(
  {
    kind: 'processes',
    group: 'distributed',
    name: 'processes',
    title: 'Processes against threads',
    description: `${STEP}, shared by ${SEVERAL} with synchronised batch norms, against ${ONE}. Both compute the same: their first losses must agree.`,
    rounds: 7,
    sides: {
      [SEVERAL]: async (setting) => joined(await runRanks('step with synchronised norms', RANKS, setting)),
      [ONE]: (setting) => joined(alone(setting)),
    },
    agree: { relative: 1e-3 },
  },
  {
    kind: 'processes',
    group: 'distributed',
    name: 'ddp',
    title: "Against PyTorch's DDP",
    description: `${STEP}, by \`DistributedModel\` and by torch.distributed with DistributedDataParallel, both over Gloo with their defaults. Batch norms are not synchronised, since PyTorch's refuse the CPU.`,
    rounds: 7,
    sides: {
      cotrain: async (setting) => ({
        figures: {
          [`training step, ${SEVERAL}`]: milliseconds(await runRanks('step', RANKS, setting)),
          [`training step, ${ONE}`]: milliseconds(alone(setting)),
        },
      }),
    },
    peers: [{ side: 'PyTorch', script: 'ddp.py', against: 'pytorch', extra: () => ({ ranks: RANKS }) }],
  },
  {
    kind: 'processes',
    group: 'distributed',
    name: 'reducer',
    title: 'The reducer',
    description:
      "The gradients of ResNet-50's features (94 MB), which are there already, averaged over 2 processes: by `GradientReducer`, which copies them into its buckets, divides them and finds out which ranks used them, and by a bare all-reduce of tensors of the buckets' sizes. In training, most of it is hidden behind the backward pass.",
    rounds: 7,
    sides: {
      GradientReducer: async (setting) => reduction(await runRanks('reducer', RANKS, setting)),
      'bare all-reduce': async (setting) => reduction(await runRanks('bare', RANKS, setting)),
    },
  },
);

function alone({ quick }: Setting): StepTimes {
  setNumThreads(RANKS);
  return trainSteps(null, { quick, syncBatchNorm: false });
}

const milliseconds = ({ ms }: StepTimes): MeasuredFigure => ({ value: ms, unit: 'ms' });

const joined = (times: StepTimes): Measured => ({
  figures: { 'training step': milliseconds(times) },
  checks: { 'first loss': times.loss },
});

const reduction = (times: StepTimes): Measured => ({
  figures: { 'averaged gradients': milliseconds(times) },
});
