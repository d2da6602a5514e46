// Files with which a trained model leaves cotrain.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { NORMALIZATION_CONSTANTS, type Size } from '@cotrain/data';
import {
  ExportError,
  type OnnxOptions,
  toOnnx,
  type WebModel,
  writeOnnx,
  writeWebFolder,
} from '@cotrain/export';
import { saveFile, scope, writeFileAtomic } from '@cotrain/torch';
import { checkpointPosition } from '../checkpoint.js';
import { canBeHalf } from '../halfWeights.js';
import { packageLicense } from '../packagedRun.js';
import { openRunModel, type RunModel } from '../runModel.js';
import { inputSize, normalizationOf } from './inputSize.js';
import { weightSources } from './licenses.js';
import { describeRun, type ExportMetadata, METADATA_KEY, SCRIPT_METADATA } from './metadata.js';
import { type ExportedOutput, modelCard } from './modelCard.js';
import { graphOf, INPUT, traceForTorch } from './traceModel.js';

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
 * classes, input, outputs, scores, source and licence. Files are written whole or not at all.
 *
 * @throws ExportError if `out` exists, for a size that does not fit, and for a model that cannot be exported;
 *   otherwise as `loadRun`
 */
export async function exportRun(options: ExportRunOptions): Promise<ExportedFiles> {
  const { run, format, out, force = false, half = false } = options;
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
  const { outputs, bytes, needs } = await WRITERS[format](opened, metadata, options);
  const preset = normalizationOf(config);
  const text = modelCard(metadata, {
    ...{ format, half, outputs, bytes },
    file: basename(out),
    parameters: model.parameters().reduce((sum, parameter) => sum + parameter.numel(), 0),
    normalization: { preset, ...NORMALIZATION_CONSTANTS[preset] },
    sources: weightSources(folder.config),
    version: version(),
    ...(needs !== undefined && { needs }),
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
}

type Writer = (opened: RunModel, metadata: ExportMetadata, options: ExportRunOptions) => Promise<Written>;

const WRITERS: Readonly<Record<ExportFormat, Writer>> = {
  async onnx(opened, metadata, { out, half = false }) {
    expectExtension(out, '.onnx');
    return scope(() => {
      const { graph, outputs } = graphOf(opened, metadata);
      const files = writeOnnx(out, graph, onnxOptions(outputs, metadata, half));
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
    const { onnx, outputs } = await onnxOf(opened, metadata, options);
    writeWebFolder({ out: options.out, onnx, metadata });
    return { outputs, bytes: onnx.length };
  },
};

function expectExtension(out: string, extension: string): void {
  if (!out.endsWith(extension))
    throw new ExportError(`${out}: the name of this file must end in ${extension}`);
}

async function onnxOf(opened: RunModel, metadata: ExportMetadata, { half = false }: ExportModelOptions) {
  return scope(() => {
    const { graph, outputs } = graphOf(opened, metadata);
    return { onnx: toOnnx(graph, onnxOptions(outputs, metadata, half)), outputs };
  });
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
