import { type AnyModule, Buffer, Module, Parameter } from '@cotrain/nn';
import { type Tensor, torch } from '@cotrain/torch';

/** Factories of parameters and buffers, and the position of their options. */
const OPTIONS_AT = { empty: 1, ones: 1, zeros: 1, full: 2 } as const;

/** Private members of modules. */
interface Registry {
  registered(): Iterable<[key: string, value: unknown]>;
  replaceRegistered(key: string, value: Tensor): void;
}

/**
 * Makes a model on the meta device, including its initial parameters, so that any size costs no memory and no
 * random numbers. `to` does nothing meanwhile, because a CPU tensor cannot move to a device without data.
 */
export function onMeta<Model extends AnyModule>(make: () => Model): Model {
  const factories = torch as unknown as Record<string, (...values: unknown[]) => Tensor>;
  const originals = Object.keys(OPTIONS_AT).map((name) => [name, factories[name]!] as const);
  const { to } = Module.prototype;
  for (const [name, factory] of originals) {
    const at = OPTIONS_AT[name as keyof typeof OPTIONS_AT];
    factories[name] = (...values) =>
      factory(...values.slice(0, at), { device: 'meta', ...(values[at] as object | undefined) });
  }
  Module.prototype.to = function stay() {
    return this;
  };
  try {
    const model = make();
    for (const module of model.modules()) moveRest(module as unknown as Registry);
    return model;
  } finally {
    for (const [name, factory] of originals) factories[name] = factory;
    Module.prototype.to = to;
  }
}

/** Moves tensors that were created from numbers. */
function moveRest(module: Registry): void {
  for (const [key, value] of [...module.registered()]) {
    if (!(value instanceof Buffer || value instanceof Parameter) || value.device === 'meta') continue;
    const moved = torch.empty(value.shape, { dtype: value.dtype, device: 'meta' });
    const { requiresGrad } = value;
    module.replaceRegistered(
      key,
      value instanceof Buffer ? new Buffer(moved, value) : new Parameter(moved, { requiresGrad }),
    );
    value.dispose();
  }
}
