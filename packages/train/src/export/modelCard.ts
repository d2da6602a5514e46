// The page beside an exported file, for those who are to use it.
import type { ExportFormat } from './exportRun.js';
import type { ExportMetadata } from './metadata.js';

/** An output of the exported function. */
export interface ExportedOutput {
  name: string;
  dtype: string;
  /** Shape for one image of the exported size. */
  shape: readonly number[];
}

/** Scores of a model with its weights stored in several ways, in percent, on the same validation frames. */
export interface Comparison {
  frames: number;
  stored: readonly { name: string; bytes: number; scores: Readonly<Record<string, number | null>> }[];
}

/** What a card says in addition to the metadata. */
export interface CardContents {
  format: ExportFormat;
  /** Name of the file, or of the folder. */
  file: string;
  /** Size of the file in bytes, of a folder the model's. */
  bytes: number;
  /** Number of scalar weights. */
  parameters: number;
  /** How the weights are stored. */
  weights: 'float32' | 'float16' | 'int8';
  /** Names of the preset and the constants of the normalisation, which is part of the model. */
  normalization: { preset: string; mean: readonly number[]; std: readonly number[] };
  /** Outputs; empty for a file of weights. */
  outputs: readonly ExportedOutput[];
  /** Other weights that the run started from. */
  sources: readonly string[];
  /** What the file needs to run, in addition to what its format says. Default: nothing. */
  needs?: string;
  /** Version of cotrain that wrote the file. */
  version: string;
  /** What other forms of the weights score. Default: nothing was compared. */
  comparison?: Comparison;
}

/** Writes the card of an exported model, in Markdown. */
export function modelCard(metadata: ExportMetadata, card: CardContents): string {
  const sections = [
    `# ${metadata.name}`,
    facts(metadata, card),
    outputs(metadata, card),
    classes(metadata),
    scores(metadata),
    comparison(card),
    license(metadata, card),
    `## Description for programs\n\n\`\`\`json\n${lines(metadata)}\n\`\`\``,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const KINDS: Readonly<Record<ExportFormat, string>> = {
  onnx: 'ONNX, for onnxruntime',
  torchscript: 'TorchScript, for LibTorch and PyTorch',
  safetensors: "weights under PyTorch's keys (safetensors)",
  web: 'page for a browser, with the model as ONNX',
};

function facts({ run, size }: ExportMetadata, card: CardContents): string {
  const { mean, std, preset } = card.normalization;
  const input = isWeights(card)
    ? `images float32 [B, 3, H, W], normalised (${preset}): (RGB - [${list(mean)}]) / [${list(std)}], of ${sizeText(size)}`
    : `\`images\` uint8 [1, 3, H, W], RGB, of ${sizeText(size)}. Normalisation (${preset}) is part of the model: mean [${list(mean)}], standard deviation [${list(std)}]`;
  const weights = `${(card.parameters / 1e6).toFixed(2)} million${card.weights === 'float32' ? '' : `, stored as ${card.weights}`}`;
  return table([
    ['format', KINDS[card.format]],
    ['file', `${card.file}, ${megabytes(card.bytes)}`],
    ['weights', weights],
    ['input', input],
    ...(card.needs !== undefined ? [['needs', card.needs]] : []),
    ...(run ? [['source', sourceText(run)]] : []),
    ['written by', `cotrain ${card.version}`],
  ]);
}

const isWeights = ({ format }: CardContents): boolean => format === 'safetensors';

function sourceText({ name, checkpoint, step }: NonNullable<ExportMetadata['run']>): string {
  return `run \`${name}\`, checkpoint \`${checkpoint}\`${step === undefined ? '' : `, step ${step}`}`;
}

const sizeText = (size: ExportMetadata['size']): string =>
  'height' in size
    ? `${size.width} x ${size.height} pixels (width x height)`
    : `any size whose height and width are multiples of ${size.multipleOf}`;

function outputs({ tasks }: ExportMetadata, { outputs: given, format }: CardContents): string {
  if (given.length === 0) return '';
  const rows = given.map(({ name, dtype, shape }) => [
    `\`${name}\``,
    `${dtype} [${shape.join(', ')}]`,
    meaning(name, tasks),
  ]);
  const text =
    format === 'torchscript' ? '`forward(images)` returns a dict of the outputs.' : 'Outputs by name.';
  return `## Outputs\n\n${text}\n\n${table(rows, ['output', 'type', 'meaning'])}`;
}

function meaning(output: string, tasks: ExportMetadata['tasks']): string {
  const task = Object.keys(tasks).find((name) => output === name || output.startsWith(`${name}.`));
  const kind = task === undefined ? '' : tasks[task]!.kind;
  if (kind === 'classMap') return 'class id of each pixel of the input';
  if (kind === 'field') return 'a number for each pixel of the input';
  if (kind !== 'boxes') return 'as the head declares it';
  if (output.endsWith('.boxes')) return 'x1, y1, x2, y2 in pixels of the input, best score first';
  return output.endsWith('.scores')
    ? '0 to 1; 0 in rows without a box'
    : 'class id; -1 in rows without a box';
}

function classes({ tasks }: ExportMetadata): string {
  const rows = Object.entries(tasks).map(([name, task]) => [
    `\`${name}\``,
    task.kind,
    task.classes.map((own, id) => `${id} ${own}`).join(', ') || 'none',
  ]);
  return `## Classes\n\n${table(rows, ['task', 'kind', 'classes by id'])}`;
}

function scores({ metrics, run }: ExportMetadata): string {
  if (!metrics || Object.keys(metrics).length === 0) return '';
  const rows = Object.entries(metrics).map(([name, value]) => [`\`${name}\``, percent(value)]);
  const where = run?.step === undefined ? '' : ` at step ${run.step}`;
  return `## Scores\n\nOf the run on its validation data${where}.\n\n${table(rows, ['metric', 'score'])}`;
}

function comparison({ comparison: compared }: CardContents): string {
  if (!compared) return '';
  const { frames, stored } = compared;
  const names = [...new Set(stored.flatMap(({ scores: own }) => Object.keys(own)))];
  const rows = stored.map(({ name, bytes, scores: own }) => [
    name,
    megabytes(bytes),
    ...names.map((metric) => percent(own[metric] ?? null)),
  ]);
  const text = `On ${frames} validation frames, each form of the file by itself.`;
  return `## Accuracy of the stored weights\n\n${text}\n\n${table(rows, ['weights', 'size', ...names])}`;
}

function license({ license: terms }: ExportMetadata, { sources }: CardContents): string {
  const known =
    terms ?? 'Not known: the run does not record the terms of its data. Ask those who trained it.';
  const others = sources.map((source) => `- ${source}: its licence is not recorded`);
  return `## Licence\n\n${[known, ...(others.length > 0 ? ['', 'The weights also come from:', '', ...others] : [])].join('\n')}`;
}

/** JSON with a line for each key. */
const lines = (value: object): string =>
  `{\n${Object.entries(value)
    .map(([key, own]) => `  ${JSON.stringify(key)}: ${JSON.stringify(own)}`)
    .join(',\n')}\n}`;

const percent = (value: number | null): string => (value === null ? '-' : value.toFixed(2));
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const list = (values: readonly number[]): string =>
  values.map((value) => Number(value.toFixed(3))).join(', ');

function table(rows: readonly (readonly string[])[], head: readonly string[] = ['', '']): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
