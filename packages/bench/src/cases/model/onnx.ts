// The full model as an ONNX file, for a peer that runs what cotrain exports.
import { join } from 'node:path';
import { writeOnnx } from '@cotrain/export';
import type { MultiTaskModel } from '@cotrain/models';
import { Module, traceModule } from '@cotrain/nn';
import { loadFile, noGrad, scope, Tensor } from '@cotrain/torch';
import { type Input, loadInput, makeModel, weightsFile } from './workload.js';

/** Name of the file in the folder of a case. */
export const ONNX_FILE = 'model.onnx';

/**
 * The model from the padded image to its predictions: class maps [1, H, W] by task, and `det.boxes`,
 * `det.scores` and `det.classes`.
 */
class Predictions extends Module<[image: Tensor], Record<string, Tensor>> {
  model: MultiTaskModel;
  readonly #sizes: Input['sizes']['sizes'];

  constructor(model: MultiTaskModel, sizes: Input['sizes']['sizes']) {
    super();
    this.model = model;
    this.#sizes = sizes;
  }

  override forward(image: Tensor): Record<string, Tensor> {
    const [height, width] = image.shape.slice(2) as [number, number];
    const batch = { padded: { height, width }, sizes: this.#sizes, outputs: this.#sizes };
    return noGrad(() =>
      scope(() => {
        const maps = this.model.features(image);
        const outputs = [...this.model.heads].flatMap(([task, head]): [string, Tensor][] => {
          const found = head.predictTensors!(head.forward(maps, batch), batch);
          if (found instanceof Tensor) return [[task, found]];
          return Object.entries(found).map(([name, own]) => [`${task}.${name}`, own]);
        });
        return Object.fromEntries(outputs);
      }),
    );
  }
}

/** Writes the model of a folder with its weights, for the image of the folder. */
export function writeModelOnnx(folder: string, small: boolean): void {
  scope(() => {
    const { image, sizes } = loadInput(folder);
    const model = makeModel(small);
    model.loadStateDict(loadFile(weightsFile(folder)));
    const module = new Predictions(model, sizes.sizes).eval();
    const traced = traceModule(module, [image], { names: ['image'], checkInputs: false });
    const options = { inputs: [{ name: 'image' }], outputs: [...traced.outputNames] };
    writeOnnx(join(folder, ONNX_FILE), traced.graph(), options);
    module.dispose();
  });
}
