// A run's model as a traced function of pixels.
import { NORMALIZATION_CONSTANTS, type Size } from '@cotrain/data';
import { mergeTraces } from '@cotrain/export';
import { ExportableModel } from '@cotrain/models';
import { functionalCall, Module, traceModule } from '@cotrain/nn';
import {
  Generator,
  type Graph,
  noGrad,
  scope,
  type Tensor,
  type TracedModule,
  TraceError,
  torch,
} from '@cotrain/torch';
import { canBeHalf } from '../halfWeights.js';
import type { RunModel } from '../runModel.js';
import { normalizationOf } from './inputSize.js';
import type { ExportMetadata } from './metadata.js';
import type { ExportedOutput } from './modelCard.js';

/** Name of the input of exported models. */
export const INPUT = 'images';

/** A traced model with its outputs. It belongs to the current scope. */
interface TracedModel {
  traced: TracedModule<Record<string, Tensor>>;
  outputs: ExportedOutput[];
}

/**
 * The graph of a run's model for one image: of the size in its description, or of any size, from traces of
 * several sizes. It belongs to the current scope.
 *
 * @throws ExportError for a model that cannot take other sizes, naming the module
 */
export function graphOf(
  { model, config }: RunModel,
  { size }: ExportMetadata,
): { graph: Graph; outputs: ExportedOutput[] } {
  const exportable = new ExportableModel(model, NORMALIZATION_CONSTANTS[normalizationOf(config)]);
  const usual = trace(exportable, usualSize(size), false);
  const { outputs } = usual;
  if (!('multipleOf' in size)) return { graph: usual.traced.graph(), outputs };
  const graphs = sizesAround(usualSize(size), size.multipleOf).map((own) =>
    trace(exportable, own, false).traced.graph(),
  );
  return { graph: mergeTraces(graphs), outputs };
}

/** Two heights and two widths in all combinations, and a further size as the check. */
function sizesAround({ height, width }: Size, step: number): Size[] {
  const at = (rows: number, columns: number): Size => ({
    height: height + rows * step,
    width: width + columns * step,
  });
  return [at(0, 0), at(0, 1), at(1, 0), at(1, 1), at(2, 3)];
}

/**
 * Like `traceModel`, for LibTorch: with its operators alone if that is possible, so that the file runs
 * without cotrain's library.
 */
export function traceForTorch(
  { model, config }: RunModel,
  { size }: ExportMetadata,
  half: boolean,
): TracedModel & { needs?: string } {
  const exportable = new ExportableModel(model, NORMALIZATION_CONSTANTS[normalizationOf(config)]);
  const module = half ? new HalfStored(exportable) : exportable;
  try {
    return trace(module, usualSize(size), true);
  } catch (error) {
    if (!(error instanceof TraceError)) throw error;
    return {
      ...trace(module, usualSize(size), false),
      needs: `cotrain's operators (libcotrain_ops): ${error.message}`,
    };
  }
}

/** The size of the input, or the usual one of several. */
export const usualSize = (size: ExportMetadata['size']): Size => ('height' in size ? size : size.usual!);

function trace(
  module: ExportableModel | HalfStored,
  { height, width }: Size,
  plainOperators: boolean,
): TracedModel {
  return scope(() => {
    const images = torch
      .rand([1, 3, height, width], { generator: new Generator({ seed: 0 }) })
      .mul(255)
      .to({ dtype: 'uint8' });
    const traced = traceModule(module, [images], { names: [INPUT], plainOperators });
    const outputs = noGrad(() => traced.forward(images));
    return {
      traced,
      outputs: Object.entries(outputs).map(([name, { dtype, shape }]) => ({ name, dtype, shape })),
    };
  });
}

/** A model whose weights are stored as float16, and computed with in float32. */
class HalfStored extends Module<[images: Tensor], Record<string, Tensor>> {
  readonly model: ExportableModel['model'];
  // Not registered: its parameters have their paths below `model`.
  readonly #inner: ExportableModel;

  /** Changes the weights of the model, and takes it over. */
  constructor(inner: ExportableModel) {
    super();
    this.#inner = inner;
    this.model = inner.model;
    this.training = false;
    noGrad(() =>
      scope(() => {
        for (const [path, weight] of inner.namedParameters())
          if (canBeHalf(path, weight)) weight.setData(weight.to('float16'));
      }),
    );
  }

  override forward(images: Tensor): Record<string, Tensor> {
    return noGrad(() =>
      scope(() => {
        const weights = this.#inner
          .namedParameters()
          .map(([path, weight]) => [path, weight.to('float32')] as const);
        return functionalCall(this.#inner, Object.fromEntries(weights), images);
      }),
    );
  }
}
