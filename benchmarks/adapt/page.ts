// The page of benchmarks/adapt/adapt.ts.
import { median } from '../torch/harness.js';

export interface Measurement {
  what: string;
  size: string;
  date: string;
  /** Load average when it ended. */
  load: number;
  command: string;
  rounds: number;
  /** Seconds of each kind of run, all rounds in turn. */
  runs: Record<string, number>[];
  /** Seconds by kind of run and part. */
  parts: Record<string, Record<string, number>>;
}

const NOTES = `## What was learnt

- A training run of another process had one of the two cores for part of the time during these rounds. The ratios of single steps range from 0.55 to 0.67;
  five steps of each stage in one process on a quieter machine took 2.5 to 2.6 and 3.8 to 4.3 s (about 0.65). What prompts and
  text encoder add ranges from -20 % to +24 %, so that its median says little: in their own processes they took 0.10 to 0.14 s forward, and in a trial 0.10 s backward, some 6 % of a
  finetune step. To be measured again.
- An adapt step misses what was asked, in all pairs of steps but one. It has no autograd in the backbone and only input gradients in the heads, but these heads are most of the model, and
  their forward passes, losses and input gradients are the same in both stages. What finetuning has on top, the gradients of the backbone and of the heads' weights and AdamW,
  is less than half of its step.
- Since these figures, which are older than it: all three tasks' prompts are read in one pass of the encoder (0.13 s in place of 0.22 in a trial, forward and backward, and as much less in
  both stages), and the batch norms of a backbone that is wholly frozen are folded while its stage trains (it was 0.16 s of an adapt step). Measured since
  (2026-11-22 22:12, two rounds of three, nothing else running, and yet the steps of one kind differ by half): adapt 2.29 to 3.51 s, finetune 3.66 to 5.02 s, fastest against fastest 0.63.
  What both saved is below this noise, and the ratio still misses what was asked.
- Prompts of one task share their context, so that each of its tokens is computed once for all classes: 157 tokens in place of 678.
`;

type Seconds = Record<string, number>;

interface Row {
  title: string;
  /** The kind of run whose seconds are shown. */
  kind: string;
  ratio?: (seconds: Seconds) => number;
  /** What issue 6 asks for. */
  asked?: string;
  format?: (ratio: number) => string;
}

const share = (ratio: number): string => `${ratio < 0 ? '' : '+'}${(100 * ratio).toFixed(1)} %`;

const ROWS: Record<string, Row[]> = {
  steps: [
    { title: 'finetune step', kind: 'finetune' },
    {
      title: 'adapt step, of a finetune step',
      kind: 'adapt',
      ratio: ({ adapt, finetune }) => adapt! / finetune!,
      asked: '0.55',
      format: (ratio) => ratio.toFixed(2),
    },
    {
      title: 'finetune step with text features computed once; what prompts and text encoder add to it',
      kind: 'cachedText',
      ratio: ({ finetune, cachedText }) => finetune! / cachedText! - 1,
      asked: '15 %',
      format: share,
    },
  ],
  inference: [
    { title: 'inference without the LV-Adapter', kind: 'without' },
    {
      title: 'inference with it; what it adds',
      kind: 'with',
      ratio: (seconds) => seconds.with! / seconds.without! - 1,
      asked: '5 %',
      format: share,
    },
  ],
};

export function page(measurements: readonly Measurement[], machine: string): string {
  return `# Stages and the LV-Adapter

The paper's full model, \`lvAdapterR50\`: ResNet-50, FPN, Sparse R-CNN with 300 proposals and 6 stages, two MaskFormer heads, CLIP RN50's text encoder, 16 learned context
tokens for each of three tasks (32 classes), three decoder layers on P5. Fresh weights, one image, 2 threads, float32. Adapt trains \`neck\`, \`lvAdapter\` and \`prompts\`,
finetune all but \`clipText\`. A step is forward, losses, backward, clipping and AdamW; inference is after \`optimizeForInference\`. Each kind of step has
a process of its own, in turn; inference with and without the LV-Adapter alternates in one. Figures are medians, ratios the medians of the ratios of single runs.

${machine}

| | s | ratio | asked |
|---|---:|---:|---:|
${measurements.flatMap(rows).join('\n')}

${measurements.map(section).join('\n')}
${NOTES}`;
}

function rows({ what, size, runs }: Measurement): string[] {
  return ROWS[what]!.map(({ title, kind, ratio, asked = '', format }) => {
    const seconds = median(runs.map((seconds) => seconds[kind]!)).toFixed(2);
    const shown = ratio && format ? format(median(runs.map(ratio))) : '';
    return `| ${size}: ${title} | ${seconds} | ${shown} | ${asked} |`;
  });
}

function section({ what, size, date, load, command, rounds, runs, parts }: Measurement): string {
  const kinds = Object.keys(parts);
  const names = [...new Set(kinds.flatMap((kind) => Object.keys(parts[kind]!)))];
  const cell = (value: number | undefined) => (value === undefined ? '' : value.toFixed(3));
  const lines = names.map(
    (name) => `| ${name} | ${kinds.map((kind) => cell(parts[kind]![name])).join(' | ')} |`,
  );
  return `## ${what} ${size}

${date}, ${rounds} rounds of ${runs.length / rounds} after one that warms up, load average ${load.toFixed(1)}. \`${command}\`

| s, backward passes aside | ${kinds.join(' | ')} |
|---|${kinds.map(() => '---:|').join('')}
${lines.join('\n')}
`;
}
