import { type AnyModule, OptionError, Parameter } from '@cotrain/nn';
import { noGrad, scope, type Tensor, torch } from '@cotrain/torch';
import type { ImageSize } from '../heads/taskHead.js';
import type { MultiTaskModel } from '../multiTask.js';
import { layerCost, tensorsIn } from './layerCost.js';

/** Parameters, FLOPs and memory of one part of a model. */
export interface PartCost {
  /** Path of the part, such as `backbone` or `heads.det`. */
  name: string;
  parameters: number;
  /** Fraction of the model's parameters, 0..1. */
  share: number;
  /** Floating-point operations for one image; a multiply-add counts as two. */
  flops: number;
  /** Memory in bytes that a training step keeps of one image for the backward pass. */
  activations: number;
}

/** Estimated memory in bytes of training with one image. */
export interface MemoryCost {
  weights: number;
  gradients: number;
  /** AdamW's two running means. */
  optimizer: number;
  /**
   * Activations of backbone and neck, and of the largest head: `MultiTaskModel.backward` processes one head
   * at a time.
   */
  activations: number;
  total: number;
}

/** Parameters, FLOPs and memory of a model at an image size. */
export interface ModelCost {
  /** Size of the image, including the padding that the model requires. */
  size: ImageSize;
  parts: PartCost[];
  parameters: number;
  flops: number;
  memory: MemoryCost;
}

/**
 * Estimates what a model costs for one image of a size: parameters, floating-point operations and memory, by
 * part. Runs the model once and reads the shapes at every layer. Activations are estimated as the inputs of
 * all layers with weights plus what the larger operators keep, without the losses.
 */
export function modelCost(model: MultiTaskModel, { height, width }: ImageSize): ModelCost {
  if (!(height > 0 && width > 0))
    throw new OptionError(
      `modelCost: height and width must be whole numbers above 0, got ${height}x${width}`,
    );
  const pad = (size: number) => Math.ceil(size / model.sizeDivisor) * model.sizeDivisor;
  const size = { height: pad(height), width: pad(width) };
  const modules = model.parts();
  const parts = Object.entries(modules).map(([name, module]) => ({ name, module, tally: new Tally(module) }));
  runOnce(model, size);
  const total = countElements(model.parameters());
  const costs = parts.map(({ name, module, tally }) => {
    const parameters = countElements(module.parameters());
    return { name, parameters, share: parameters / total, ...tally.finish() };
  });
  return {
    size,
    parts: costs,
    parameters: total,
    flops: sum(costs.map(({ flops }) => flops)),
    memory: memoryCost(model, costs),
  };
}

const FLOAT = 4;

/** Sums over the calls of all modules of a part. */
class Tally {
  #flops = 0;
  #bytes = 0;
  readonly #seen = new WeakSet<Tensor>();
  readonly #hooks;

  constructor(part: AnyModule) {
    const learns = part.parameters().some((parameter) => parameter.requiresGrad);
    this.#hooks = part.modules().map((module) =>
      module.registerForwardHook((called, args, output) => {
        const { flops, kept } = layerCost(called, args, output);
        this.#flops += flops;
        if (!learns) return;
        this.#bytes += FLOAT * kept;
        if (!hasOwnWeights(called)) return;
        // A map that several layers read is kept only once.
        const inputs = tensorsIn(args).filter((tensor) => !this.#seen.has(tensor));
        for (const tensor of inputs) this.#seen.add(tensor);
        this.#bytes += FLOAT * countElements(inputs);
      }),
    );
  }

  finish(): Pick<PartCost, 'flops' | 'activations'> {
    for (const hook of this.#hooks) hook.remove();
    return { flops: this.#flops, activations: this.#bytes };
  }
}

/** Runs one image through the model in evaluation mode, so that no statistics change. */
function runOnce(model: MultiTaskModel, size: ImageSize): void {
  const modes = model.modules().map((module) => ({ module, training: module.training }));
  model.eval();
  const { device, dtype } = model.parameters()[0]!;
  const batch = { padded: size, sizes: [size], outputs: [size] };
  try {
    noGrad(() =>
      scope(() => {
        const maps = model.features(
          torch.zeros([1, model.backbone.inChannels, size.height, size.width], { device, dtype }),
        );
        for (const [, head] of model.heads) scope(() => void head.forward(maps, batch));
      }),
    );
  } finally {
    for (const { module, training } of modes) module.training = training;
  }
}

function memoryCost(model: MultiTaskModel, parts: readonly PartCost[]): MemoryCost {
  const weights = FLOAT * (countElements(model.parameters()) + countElements(model.buffers()));
  const gradients = FLOAT * countElements(model.parameters().filter(({ requiresGrad }) => requiresGrad));
  const [heads, trunk] = [true, false].map((isHead) =>
    parts.filter(({ name }) => name.startsWith('heads.') === isHead).map(({ activations }) => activations),
  ) as [number[], number[]];
  const activations = sum(trunk) + Math.max(...heads);
  const optimizer = 2 * gradients;
  return { weights, gradients, optimizer, activations, total: weights + gradients + optimizer + activations };
}

const hasOwnWeights = (module: AnyModule): boolean =>
  Object.values(module).some((value) => value instanceof Parameter);

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const countElements = (tensors: readonly Tensor[]): number => sum(tensors.map((tensor) => tensor.numel()));
