// Files with which a trained model leaves cotrain.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Dataset, NORMALIZATION_CONSTANTS, type Size, type Split } from '@cotrain/data';
import {
  ExportError,
  type OnnxOptions,
  toOnnx,
  type WebModel,
  writeOnnx,
  writeWebFolder,
} from '@cotrain/export';
import { CotrainError, saveFile, scope, writeFileAtomic } from '@cotrain/torch';
import { checkpointPosition } from '../checkpoint.js';
import { dataSchema } from '../config/data.js';
import { dataInFolder } from '../dataFolder.js';
import { canBeHalf } from '../halfWeights.js';
import { assertTasks } from '../labelSpace.js';
import { openData } from '../openData.js';
import { packageLicense } from '../packagedRun.js';
import { openRunModel, type RunModel } from '../runModel.js';
import { inputSize, normalizationOf } from './inputSize.js';
import { compareStored, quantized } from './int8.js';
import { weightSources } from './licenses.js';
import { describeRun, type ExportMetadata, METADATA_KEY, SCRIPT_METADATA } from './metadata.js';
import { type Comparison, type ExportedOutput, modelCard } from './modelCard.js';
import { graphOf, INPUT, traceForTorch, usualSize } from './traceModel.js';

/** Formats of exported models. */
export const EXPORT_FORMATS = ['onnx', 'torchscript', 'safetensors', 'web'] as const;
/** Format of an exported model: a file, or for `web` a folder with a page. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Checkpoint and input of an exported model, and how its weights are stored. */
export interface ExportModelOptions {
  /** Checkpoint to export. Default `last`, whose scores are the run's. */
  checkpoint?: 'last' | 'best';
  /**
   * Size of the input. Height and width must be multiples of the model's `sizeDivisor`. Default: the size to
   * which the run resizes frames for evaluation, rounded up.
   */
  size?: Size;
  /**
   * Takes images of any size whose height and width are multiples of the model's `sizeDivisor`; `size` is the
   * usual one. For ONNX and the page, and for heads whose constants do not depend on the size: semantic FPN
   * and Sparse R-CNN. Default false.
   */
  dynamic?: boolean;
  /**
   * Stores weights as float16, in half the space. TorchScript computes with them in float32; an ONNX file
   * computes convolutions and products in float16 too. Default false.
   */
  half?: boolean;
  /**
   * Quantises convolutions and matrix products to int8, in about a quarter of the space. The ranges of
   * activations come from 32 training frames of the run's data. For ONNX and the page. Default false.
   */
  int8?: boolean;
  /**
   * Folder of another data set, in BDD100K's layout or nuImages, for `int8` and for the comparison in the
   * card. Default: the run's own data.
   */
  data?: string;
}

/** What to export, where to, and in which format. */
export interface ExportRunOptions extends ExportModelOptions {
  /** Folder of the run, or the name of a model that is installed as a package. */
  run: string | { model: string };
  format: ExportFormat;
  /** File to write; for `web` the folder. */
  out: string;
  /** Replaces what is at `out`. Default false: an existing file is an error. */
  force?: boolean;
  /**
   * Called with the number of frames by which float32 and shorter weights have been compared. Default: no
   * callback.
   */
  onProgress?: (done: number, total: number) => void;
}

/** The files of an export. */
export interface ExportedFiles {
  /** Path of the model. */
  file: string;
  /** Path of the model card, Markdown. */
  card: string;
  metadata: ExportMetadata;
}

/**
 * Writes the model of a run to a file that other programs read, and a model card beside it, `FILE.md`:
 * classes, input, outputs, scores, source and licence. Files are written whole or not at all. For an ONNX
 * file or a page with float16 or int8 weights, the card also compares the scores with those of float32
 * weights, on 100 validation frames, if the data is at hand.
 *
 * @throws ExportError if `out` exists, for a size that does not fit, and for a model that cannot be exported;
 *   otherwise as `loadRun`
 */
export async function exportRun(options: ExportRunOptions): Promise<ExportedFiles> {
  const { run, format, out, force = false, half = false, int8 = false } = options;
  if (int8 && (half || (format !== 'onnx' && format !== 'web')))
    throw new ExportError('int8 (--int8) is for ONNX and the page, without half (--half)');
  if (options.dynamic && format !== 'onnx' && format !== 'web')
    throw new ExportError(`${format} files have one size: leave out dynamic (--dynamic)`);
  const card = format === 'web' ? join(out, 'model.md') : `${out}.md`;
  for (const path of [out, card])
    if (!force && existsSync(path))
      throw new ExportError(`${path} exists: choose another place, or replace it (--force)`);
  const opened = openRunModel(run, { ...options, device: 'cpu' });
  using model = opened.model;
  const { folder, config } = opened;
  const metadata = describe(run, opened, options);
  const { outputs, bytes, needs, comparison } = await WRITERS[format](opened, metadata, options);
  const preset = normalizationOf(config);
  const text = modelCard(metadata, {
    ...{ format, weights: int8 ? 'int8' : half ? 'float16' : 'float32', outputs, bytes },
    file: basename(out),
    parameters: model.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0),
    normalization: { preset, ...NORMALIZATION_CONSTANTS[preset] },
    sources: weightSources(folder.config),
    version: version(),
    ...(needs !== undefined && { needs }),
    ...(comparison && { comparison }),
  });
  writeFileAtomic(card, text);
  return { file: out, card, metadata };
}

function describe(
  run: ExportRunOptions['run'],
  { folder, config, model }: RunModel,
  { checkpoint = 'last', size, dynamic = false }: ExportModelOptions,
): ExportMetadata {
  const usual = inputSize(config, model.sizeDivisor, size);
  return describeRun(folder, {
    name: typeof run === 'string' ? basename(resolve(folder.path)) : run.model,
    checkpoint,
    size: dynamic ? { multipleOf: model.sizeDivisor, usual } : usual,
    step: stepOf(folder[checkpoint]),
    packageLicense: typeof run === 'string' ? undefined : packageLicense(run.model),
  });
}

/**
 * Exports the model of a run as the bytes of an ONNX file, with its description.
 *
 * @throws ExportError for a size that does not fit, for a model that cannot be exported, and for weights
 *   above 2 GB; otherwise as `loadRun`
 */
export async function exportOnnx(
  run: ExportRunOptions['run'],
  options: ExportModelOptions = {},
): Promise<WebModel & { metadata: ExportMetadata }> {
  const opened = openRunModel(run, { ...options, device: 'cpu' });
  using _ = opened.model;
  const metadata = describe(run, opened, options);
  return { onnx: (await onnxOf(opened, metadata, options)).onnx, metadata };
}

/** Outputs of the exported function, and the size of the model's file in bytes. */
interface Written {
  outputs: ExportedOutput[];
  bytes: number;
  /** What the file needs to run, if it is not what the format says. */
  needs?: string;
  comparison?: Comparison;
}

type Writer = (opened: RunModel, metadata: ExportMetadata, options: ExportRunOptions) => Promise<Written>;

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  async onnx(opened, metadata, options) {
    const { out, half = false, int8 = false } = options;
    expectExtension(out, '.onnx');
    if (half || int8) {
      const { onnx, outputs, comparison } = await shortened(opened, metadata, options);
      writeFileAtomic(out, onnx);
      return { outputs, bytes: onnx.length, ...(comparison && { comparison }) };
    }
    return scope(() => {
      const { graph, outputs } = graphOf(opened, metadata);
      const files = writeOnnx(out, graph, onnxOptions(outputs, metadata, false));
      return { outputs, bytes: files.reduce((sum, file) => sum + statSync(file).size, 0) };
    });
  },
  async torchscript(opened, metadata, { out, half = false }) {
    expectExtension(out, '.pt');
    return scope(() => {
      const { traced, outputs, needs } = traceForTorch(opened, metadata, half);
      traced.save(out, { extraFiles: { [SCRIPT_METADATA]: JSON.stringify(metadata) } });
      return { outputs, bytes: statSync(out).size, ...(needs !== undefined && { needs }) };
    });
  },
  async safetensors({ model }, metadata, { out, half = false }) {
    expectExtension(out, '.safetensors');
    scope(() => {
      const tensors = Object.entries(model.stateDict()).map(([key, tensor]) => [
        key,
        half && canBeHalf(key, tensor) ? tensor.to('float16') : tensor,
      ]);
      saveFile(out, Object.fromEntries(tensors), {
        metadata: { [METADATA_KEY]: JSON.stringify(metadata) },
      });
    });
    return { outputs: [], bytes: statSync(out).size };
  },
  async web(opened, metadata, options) {
    const { half = false, int8 = false } = options;
    const { onnx, outputs, comparison } = await (half || int8 ? shortened : onnxOf)(
      opened,
      metadata,
      options,
    );
    writeWebFolder({ out: options.out, onnx, metadata });
    return { outputs, bytes: onnx.length, ...(comparison && { comparison }) };
  },
};

function expectExtension(out: string, extension: string): void {
  if (!out.endsWith(extension))
    throw new ExportError(`${out}: the name of this file must end in ${extension}`);
}

interface OnnxBytes {
  onnx: Uint8Array;
  outputs: ExportedOutput[];
  comparison?: Comparison | null;
}

async function onnxOf(
  opened: RunModel,
  metadata: ExportMetadata,
  { half = false, int8 = false, data }: ExportModelOptions,
): Promise<OnnxBytes> {
  const { onnx, outputs } = scope(() => {
    const { graph, outputs } = graphOf(opened, metadata);
    return { onnx: toOnnx(graph, onnxOptions(outputs, metadata, half)), outputs };
  });
  if (!int8) return { onnx, outputs };
  const training = await openRunData(opened, 'train', data);
  return { onnx: await quantized(onnx, training, usualSize(metadata.size)), outputs };
}

/** A file with float16 or int8 weights, compared with float32 weights if there is data. */
async function shortened(
  opened: RunModel,
  metadata: ExportMetadata,
  { onProgress, ...options }: ExportRunOptions,
): Promise<OnnxBytes> {
  const short = await onnxOf(opened, metadata, options);
  const validation = await openRunData(opened, 'val', options.data).catch((error) => {
    if (options.data !== undefined || !(error instanceof CotrainError)) throw error;
    return null; // a packed run, or one whose data is elsewhere
  });
  if (!validation) return short;
  const float = await onnxOf(opened, metadata, { ...options, half: false, int8: false });
  const form = (name: string, { onnx: model }: OnnxBytes) => ({ name, model, bytes: model.length });
  const forms = [form('float32', float), form(options.int8 ? 'int8' : 'float16', short)];
  return { ...short, comparison: await compareStored(forms, metadata, validation, onProgress) };
}

/** A part of the run's data, or of another data set with its classes. */
async function openRunData({ config, folder }: RunModel, part: Split, data?: string): Promise<Dataset> {
  const own = data === undefined ? config.data : dataSchema().parse(await dataInFolder(data));
  const dataset = await openData({ ...config, data: own }, part);
  assertTasks(data ?? "the run's data", dataset, folder.tasks, config.tasks);
  return dataset;
}

const onnxOptions = (
  outputs: readonly ExportedOutput[],
  metadata: ExportMetadata,
  half: boolean,
): OnnxOptions => ({
  inputs: [{ name: INPUT, ...('multipleOf' in metadata.size && { dynamic: { 2: 'height', 3: 'width' } }) }],
  outputs: outputs.map(({ name }) => name),
  half,
  metadata: { [METADATA_KEY]: JSON.stringify(metadata) },
});

/** Step of a checkpoint; undefined in a packed run, which does not keep it there. */
function stepOf(checkpoint: string): number | undefined {
  try {
    return checkpointPosition(checkpoint).step;
  } catch {
    return undefined;
  }
}

function version(): string {
  const manifest = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
