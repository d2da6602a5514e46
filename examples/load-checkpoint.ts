// Loads a checkpoint from Python into a module, and writes it in the other formats.
//
//   npx tsx examples/load-checkpoint.ts [checkpoint.pth]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BatchNorm2d, Conv2d, Module } from '@cotrain/nn';
import {
  inspectFile,
  loadFile,
  loadObject,
  noGrad,
  saveFile,
  scope,
  type Tensor,
  torch,
} from '@cotrain/torch';

/** In Python: nn.Sequential(OrderedDict(conv=nn.Conv2d(1, 2, 3), bn=nn.BatchNorm2d(2))) */
class Net extends Module {
  conv = new Conv2d(1, 2, 3);
  bn = new BatchNorm2d(2);

  override forward(x: Tensor): Tensor {
    return this.bn.forward(this.conv.forward(x));
  }
}

// A training state: {'model': ..., 'optimizer': ..., 'epoch': 3, ...}, as torch.save wrote it.
const golden = fileURLToPath(new URL('../tests/golden/files/state_2.pth', import.meta.url));
const path = process.argv[2] ?? golden;

const { format, tensors } = inspectFile(path); // reads no tensor
console.log(`${format}, ${Object.keys(tensors).length} tensors`);
for (const [name, { dtype, shape }] of Object.entries(tensors).slice(0, 7))
  console.log(`  ${name}  ${dtype}[${shape}]`);

if (path === golden) {
  const { epoch, names } = loadObject(path) as { epoch: number; names: string[] };
  console.log('epoch', epoch, 'classes', names);

  const net = new Net();
  net.loadStateDict(loadFile(path, { key: 'model' })); // strict: every key must fit
  net.eval();
  const output = scope(() =>
    noGrad(() =>
      net
        .forward(torch.ones([1, 1, 4, 4]))
        .mean()
        .item(),
    ),
  );
  console.log('mean of the output', output);

  const folder = mkdtempSync(join(tmpdir(), 'cotrain-example-'));
  saveFile(join(folder, 'net.safetensors'), net.stateDict());
  saveFile(join(folder, 'net.pth'), net.stateDict()); // torch.load(path, weights_only=True) reads it
  console.log(Object.keys(loadFile(join(folder, 'net.pth'))).join(' '));
  rmSync(folder, { recursive: true });
}
