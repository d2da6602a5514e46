// Every layer compared with torch.nn: keys, initial values, dropout masks, outputs, gradients, buffers, and
// memory.
import * as nn from '@cotrain/nn';
import { manualSeed, memory, noGrad, scope, Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { assertClose } from '../assertClose.js';
import { objective, type Packed, readGolden, unpack, unpackOptions } from './golden.js';

interface LayerCase {
  kind: string;
  args: unknown[];
  options: object;
  training: boolean;
  initial: Record<string, Packed>;
  inputs: Packed[];
  call: Record<string, unknown>;
  outputs: Packed[];
  grads: Record<string, Packed>;
  buffers: Record<string, Packed>;
}

type AnyLayer = nn.Module<unknown[], Tensor | (Tensor | null)[]>;

const classes: Record<string, unknown> = { ...nn };
const cases = readGolden<LayerCase[]>('layers.json');

function make({ kind, args, options }: LayerCase): AnyLayer {
  if (kind === 'TransformerEncoder' || kind === 'TransformerDecoder') {
    const [count, hasNorm, layerOptions] = args as [number, boolean, object];
    const Layer = classes[`${kind}Layer`] as new (...args: unknown[]) => AnyLayer;
    const layer = new Layer(4, 2, layerOptions);
    const Stack = classes[kind] as new (...args: unknown[]) => AnyLayer;
    return new Stack(layer, count, { norm: hasNorm ? new nn.LayerNorm(4) : null });
  }
  const Layer = classes[kind] as new (...args: unknown[]) => AnyLayer;
  return new Layer(...args, ...(Object.keys(options).length > 0 ? [options] : []));
}

/** Adds the same numbers as make_layers.py, so that no weight is zero. */
function shake(module: AnyLayer): void {
  noGrad(() =>
    scope(() => {
      for (const parameter of module.parameters()) {
        const wave = torch.arange(parameter.numel(), { dtype: 'float64' }).sin().mul(0.05);
        parameter.add_(wave.to({ dtype: 'float32' }).view(parameter.shape));
      }
    }),
  );
}

function run(module: AnyLayer, { inputs, call }: LayerCase) {
  const tensors = inputs.map((input) => (input.dtype ? unpack(input) : unpack(input).requiresGrad_()));
  manualSeed(11);
  const out = module.forward(...tensors, ...(Object.keys(call).length > 0 ? [unpackOptions(call)] : []));
  const outs = (out instanceof Tensor ? [out] : out).filter((y) => y !== null);
  objective(outs).backward();
  return { tensors, outs };
}

for (const [index, layer] of cases.entries()) {
  const { kind, args, options, call, training, initial, grads, buffers } = layer;
  const said = [...args, options, Object.keys(call)].map((part) => JSON.stringify(part)).join(', ');
  test(`${kind}(${said}) in ${training ? 'training' : 'evaluation'} equals PyTorch's (${index})`, (t) => {
    scope(() => {
      manualSeed(7);
      using module = make(layer);
      const state = module.stateDict();
      t.deepEqual(Object.keys(state), Object.keys(initial));
      for (const [key, packed] of Object.entries(initial)) {
        t.deepEqual(state[key]!.shape, packed.shape, key);
        assertClose(t, state[key]!, packed.data, { relative: 1e-6 }, `initial ${key}`);
      }
      shake(module);
      module.train(training);
      const { tensors, outs } = run(module, layer);
      t.is(outs.length, layer.outputs.length);
      for (const [i, y] of outs.entries()) {
        t.deepEqual(y.shape, layer.outputs[i]!.shape);
        assertClose(t, y, layer.outputs[i]!.data, { relative: 1e-5 }, `output ${i}`);
      }
      const leaves: [string, Tensor][] = tensors.map((tensor, i) => [`input${i}`, tensor]);
      const have = [...leaves, ...module.namedParameters()].filter(([, leaf]) => leaf.grad !== null);
      t.deepEqual(have.map(([key]) => key).sort(), Object.keys(grads).sort());
      for (const [key, leaf] of have) {
        assertClose(t, leaf.grad!, grads[key]!.data, { relative: 1e-4 }, `gradient of ${key}`);
      }
      for (const [key, buffer] of module.namedBuffers()) {
        assertClose(t, buffer, buffers[key]!.data, { relative: 1e-5 }, key);
      }
    });
  });
}

test('no layer leaves a tensor behind, and copies of layers are their own', (t) => {
  for (const layer of cases) {
    const before = memory();
    scope(() => {
      const module = make(layer).train(layer.training);
      const made = memory();
      scope(() => void run(module, layer));
      module.zeroGrad();
      t.deepEqual(memory(), made, `${layer.kind} after a pass`);
      const copy = module.clone();
      module.dispose();
      scope(() => void run(copy, layer));
      t.is(copy.toString(), module.toString());
      copy.dispose();
    });
    t.deepEqual(memory(), before, layer.kind);
  }
});

test('every layer refuses misspelt options', (t) => {
  for (const layer of cases) {
    const { kind } = layer;
    if (Object.keys(layer.options).length === 0 || kind.startsWith('Transformer')) continue;
    const [option] = Object.keys(layer.options) as [string];
    const misspelt = { ...layer, options: { [`${option}x`]: 1 } };
    t.throws(() => make(misspelt), { instanceOf: nn.OptionError, message: new RegExp(`'${option}x'`) }, kind);
  }
});
