// An operator written in C++, with its types written from its schema and its gradient checked.
//   npx tsx examples/operator/relu2.ts [build/operator/my_ops.so]
import { gradgradcheck, manualSeed, scope, torch } from '@cotrain/torch';
import { myOps } from './my_ops.js';

torch.ops.loadLibrary(process.argv[2] ?? 'build/operator/my_ops.so');

manualSeed(0);
scope(() => {
  const x = torch.randn([4], { requiresGrad: true });
  myOps.relu2(x).sum().backward();
  console.log(x.grad!.equal(x.detach().relu().mul(2))); // true
  gradgradcheck((input) => myOps.relu2(input!), [torch.randn([4], { dtype: 'float64', requiresGrad: true })]);
});
