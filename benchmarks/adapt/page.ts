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

- The arithmetic alone sets an adapt step at .66 of a finetune step, so that .55 is out of reach with these heads. \`cotrain model --config lv-adapter\` counts, forward, 40 GFLOP for
  the backbone, 28 for the neck, 2 for the LV-Adapter, 12 for the text and 150 for the heads. Adapting takes the backbone once, what learns three times, the text and the frozen heads
  twice (the gradients of their weights are all that is saved): 40 + 83 + 7 + 25 + 300 = 455. Finetuning takes all but the text three times: 685. AdamW and the clipping of
  137 M parameters, .18 s, are what it has beyond that.
- Earlier the same day, before mask_losses: 2.35 and 3.87 s, .62. What both stages share has become cheaper, and with it the ratio a little larger.
- Prompts of one task share their context, so that each of its tokens is computed once for all classes: 157 tokens in place of 678; all tasks' are read in one pass of the encoder.
- The batch norms of a backbone that is wholly frozen are folded while its stage trains.
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
