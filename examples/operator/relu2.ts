// An operator written in C++, with a type of its own and its gradient checked.
//   npx tsx examples/operator/relu2.ts [build/operator/my_ops.so]
import { gradgradcheck, manualSeed, scope, type Tensor, torch } from '@cotrain/torch';

torch.ops.loadLibrary(process.argv[2] ?? 'build/operator/my_ops.so');

/** max(x, 0) squared, element by element; float32 or float64. */
export const relu2 = (x: Tensor): Tensor => torch.ops.my_ops!.relu2!(x) as Tensor;

manualSeed(0);
scope(() => {
  const x = torch.randn([4], { requiresGrad: true });
  relu2(x).sum().backward();
  console.log(x.grad!.equal(x.detach().relu().mul(2))); // true
  gradgradcheck((input) => relu2(input!), [torch.randn([4], { dtype: 'float64', requiresGrad: true })]);
});
