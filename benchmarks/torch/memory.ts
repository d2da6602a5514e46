// Whether training grows: resident memory and live tensors over 10,000 steps of a small convolutional
// network.
//
//   npx tsx benchmarks/torch/memory.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { Conv2d, Linear, Module } from '@cotrain/nn';
import { AdamW } from '@cotrain/optim';
import { buildInfo, manualSeed, memory, scope, setNumThreads, type Tensor, torch } from '@cotrain/torch';

const STEPS = 10_000;
const LIMIT = 10;

class Net extends Module {
  conv = new Conv2d(3, 8, 3, { padding: 1 });
  head = new Linear(8, 4);

  override forward(images: Tensor): Tensor {
    return this.head.forward(this.conv.forward(images).relu().mean([2, 3]));
  }
}

setNumThreads(1);
manualSeed(0);
const net = new Net();
const optimizer = new AdamW(net.parameters(), { lr: 1e-3 });
const rows: string[] = [];
const resident = new Map<number, number>();
let baseline = 0;
for (let step = 1; step <= STEPS; step++) {
  scope(() => {
    const images = torch.rand([4, 3, 16, 16]); // [B, C, H, W]
    const labels = torch.randint(0, 4, [4]);
    const loss = torch.crossEntropyLoss(net.forward(images), labels);
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
  });
  if (step === 1) baseline = memory().tensors;
  if (step === 100 || step % 1000 === 0) {
    const megabytes = process.memoryUsage.rss() / 1e6;
    resident.set(step, megabytes);
    rows.push(`| ${step} | ${megabytes.toFixed(1)} | ${memory().tensors} |`);
  }
}
const growth = resident.get(STEPS)! - resident.get(1000)!;
const text = `# Memory over ${STEPS} steps

A convolution, a linear layer, cross-entropy and AdamW on new random images of 16x16 in every step, one scope a step.
From step 1,000 to step ${STEPS} the resident memory changes by ${growth.toFixed(1)} MB (limit: ${LIMIT}); live tensors are ${memory().tensors}, after the first step ${baseline}.

${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, LibTorch ${buildInfo().libtorchVersion}, 1 thread, load average ${loadavg()[0]!.toFixed(1)}.
Command: \`npx tsx benchmarks/torch/memory.ts\`

| step | resident, MB | live tensors |
|---:|---:|---:|
${rows.join('\n')}
`;
const folder = new URL('../results/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('memory.md', folder), text);
console.log(text);
if (growth > LIMIT || memory().tensors > baseline) process.exitCode = 1;
