// Exported files as models that predict frames.
import { extname } from 'node:path';
import { boxesOf, type HostBatch, resizeNearest, type Size, type TransformInput } from '@cotrain/data';
import { ExportError, type HostTensor, openOnnx, readOnnxMetadata } from '@cotrain/export';
import { noGrad, readExtraFiles, ScriptModule, scope, type Tensor, torch } from '@cotrain/torch';
import type { FramePredictor } from '../evaluate/framePredictor.js';
import type { FramePrediction } from '../evaluate/predictBatch.js';
import {
  type ExportMetadata,
  METADATA_KEY,
  readExportMetadata,
  SCRIPT_METADATA,
  specsOf,
} from './metadata.js';

/** Kinds of files that `openFile` opens, by extension. */
const OPENERS: Readonly<Record<string, (path: string) => Promise<OpenFile>>> = {
  '.onnx': openOnnxFile,
  '.pt': openScript,
};

/** Whether a path is that of a file with a model, by its extension. */
export const isModelFile = (path: string): boolean => extname(path).toLowerCase() in OPENERS;

/** The function in an exported file. */
interface OpenFile {
  metadata: ExportMetadata;
  /** @param images uint8 [1, 3, H, W] */
  run(images: { data: Uint8Array; shape: number[] }): Promise<Record<string, HostTensor>>;
  dispose(): void;
}

/**
 * Opens a file that cotrain exported, `.onnx` or `.pt`, for predictions. Photographs are resized to the size
 * of its input, boxes are scaled back, and maps are resized to the photograph by nearest neighbours.
 *
 * A `.pt` file is a program: open only files that you trust.
 *
 * @throws ExportError if onnxruntime is not installed, or if the file does not say what its outputs mean;
 *   FileFormatError for another file
 */
export async function openFile(path: string): Promise<FramePredictor & { metadata: ExportMetadata }> {
  const open = OPENERS[extname(path).toLowerCase()];
  if (!open) throw new ExportError(`${path}: expected a model in a file that ends in .onnx or .pt`);
  return predictorOf(path, await open(path));
}

/** Opens the bytes of an ONNX file that was exported, or its path. */
export async function openOnnxModel(
  source: Uint8Array | string,
  metadata: ExportMetadata,
): Promise<FramePredictor> {
  return predictorOf(metadata.name, await openFromOnnx(source, metadata));
}

/** @param path what errors call the model */
function predictorOf(
  path: string,
  { metadata, run, dispose }: OpenFile,
): FramePredictor & { metadata: ExportMetadata } {
  const size = 'height' in metadata.size ? metadata.size : metadata.size.usual;
  if (!size) throw new ExportError(`${path}: its description has no size`);
  return {
    metadata,
    tasks: specsOf(metadata),
    transforms: transformsTo(size),
    batchSize: 1,
    async predict(batch) {
      const outputs = await run({ data: planes(batch), shape: [1, 3, batch.height, batch.width] });
      return [frameOf(path, metadata, outputs, size, batch.originals[0]!)];
    },
    [Symbol.dispose]: dispose,
  };
}

/** Transforms of a photograph to the input's size. */
export const transformsTo = ({ height, width }: Size): TransformInput[] => [
  { type: 'resize', height, width },
  // The file normalises by itself, and takes the bytes of the batch.
  { type: 'normalize', preset: 'imagenet' },
];

/** Pixels [H, W, 3] of the only image as planes [3, H, W]. */
export function planes({ pixels, height, width }: HostBatch): Uint8Array {
  const count = height * width;
  const data = new Uint8Array(3 * count);
  for (let i = 0; i < count; i++)
    for (let channel = 0; channel < 3; channel++) data[channel * count + i] = pixels[3 * i + channel]!;
  return data;
}

/** Outputs of a file in the host format of each task's kind, in pixels of the photograph. */
function frameOf(
  path: string,
  { tasks }: ExportMetadata,
  outputs: Record<string, HostTensor>,
  size: Size,
  original: Size,
): FramePrediction {
  const output = (name: string): HostTensor => {
    const found = outputs[name];
    if (found) return found;
    throw new ExportError(
      `${path}: it has no output '${name}', which its description promises; there are ${Object.keys(outputs).join(', ')}`,
    );
  };
  return Object.fromEntries(
    Object.entries(tasks).map(([name, { kind }]) => {
      switch (kind) {
        case 'boxes':
          return [name, boxesOfOutputs(name, output, size, original)];
        case 'classMap':
        case 'field':
          return [name, resizeNearest({ ...size, data: output(name).data as Uint8Array }, original)];
        default:
          throw new ExportError(`${path}: task '${name}' is of the kind '${kind}', which cannot be shown`);
      }
    }),
  );
}

function boxesOfOutputs(task: string, output: (name: string) => HostTensor, size: Size, original: Size) {
  const classes = Array.from(output(`${task}.classes`).data, Number);
  const scores = output(`${task}.scores`).data;
  const edges = output(`${task}.boxes`).data;
  const rows = [...classes.keys()].filter((row) => classes[row]! >= 0);
  const scale = [original.width / size.width, original.height / size.height];
  const limits = [original.width, original.height];
  return boxesOf({
    boxes: rows.flatMap((row) =>
      [0, 1, 2, 3].map((i) =>
        Math.min(Math.max(Number(edges[4 * row + i]) * scale[i % 2]!, 0), limits[i % 2]!),
      ),
    ),
    scores: rows.map((row) => Number(scores[row])),
    classes: rows.map((row) => classes[row]!),
  });
}

async function openOnnxFile(path: string): Promise<OpenFile> {
  return openFromOnnx(path, readExportMetadata(readOnnxMetadata(path)[METADATA_KEY], path));
}

async function openFromOnnx(source: Uint8Array | string, metadata: ExportMetadata): Promise<OpenFile> {
  const model = await openOnnx(source);
  return {
    metadata,
    run: (images) => model.run({ images }),
    dispose: () => void model.dispose(),
  };
}

async function openScript(path: string): Promise<OpenFile> {
  const metadata = readExportMetadata(readExtraFiles(path)[SCRIPT_METADATA], path);
  const script = ScriptModule.load(path, { device: 'cpu' });
  return {
    metadata,
    async run({ data, shape }) {
      return noGrad(() =>
        scope(() => {
          const outputs = script.forward(torch.tensor(data, { shape })) as Record<string, Tensor>;
          return Object.fromEntries(
            Object.entries(outputs).map(([name, tensor]) => [
              name,
              { data: tensor.data() as unknown as HostTensor['data'], shape: tensor.shape },
            ]),
          );
        }),
      );
    },
    dispose: () => script.dispose(),
  };
}
