// Runs a TorchScript module: what torch.jit.script or torch.jit.trace compiled, and torch.jit.save wrote, in
// Python.
//
//   npx tsx examples/torchscript.ts
import { fileURLToPath } from 'node:url';
import { noGrad, ScriptModule, scope, type Tensor, torch } from '@cotrain/torch';

const path = fileURLToPath(new URL('../tests/golden/files/script.pt', import.meta.url));
const model = ScriptModule.load(path).eval();
console.log('methods', model.methods);
console.log('parameters', Object.keys(model.parameters()), 'buffers', Object.keys(model.buffers()));

scope(() => {
  const image = torch.rand([1, 1, 4, 4]); // [N, C, H, W]
  const output = noGrad(() => model.forward(image)) as Tensor;
  console.log(output);

  // Lists, tuples, dicts, strings and numbers cross both ways; the last argument holds those given by name.
  const x = torch.tensor([1, 2]);
  const [tensors, numbers] = model.call('all_of', [x, 3, 0.5, true, 'text', [x], [1, 2], { x }], {
    maybe: x,
  }) as [Record<string, Tensor>, unknown[]];
  console.log(tensors.total, numbers);
});
model.dispose();
