// A page that shows whether pseudo labels can be trusted.
import type { Dataset, PseudoLabelRecord } from '@cotrain/data';
import { drawPrediction } from '../evaluate/draw.js';
import { renderChart } from '../report/chart.js';
import { dataUri, writeWhole } from '../report/files.js';
import { cards, figure, htmlPage, section, table, tileRow } from '../report/page.js';
import { formatPercent, type Row } from '../report/summary.js';
import type { Task } from '../tasks/index.js';
import { precisionRecall, scoreHistogram } from './charts.js';
import type { FrameRecord } from './journal.js';
import type { PseudoLabelFiles, PseudoLabelRule } from './rule.js';
import { addStats, emptyStats, type ScoreStats, share } from './stats.js';
import { truthFrom } from './truth.js';

export interface AuditOptions {
  task: Task;
  /** What is counted: boxes or pixels. */
  unit: PseudoLabelRule['unit'];
  record: PseudoLabelRecord;
  labels: PseudoLabelFiles;
  frames: readonly FrameRecord[];
  /** Data set with the images. */
  data: Dataset;
  truth?: Dataset;
  /** Number of frames to draw, spread over all. */
  pictures: number;
}

/** Writes the page from the journal and the labels alone, so that it can be created at any time. */
export async function writeAudit(path: string, options: AuditOptions): Promise<void> {
  const { task, unit, record, frames } = options;
  const { classes } = task;
  const sum = emptyStats(classes.length, true);
  for (const { stats } of frames) addStats(sum, stats);
  const labelled = frames.filter(({ stats }) => stats.truth !== null).length;
  const stats: ScoreStats = labelled > 0 ? sum : { ...sum, truth: null };
  const charts = [scoreHistogram(stats.all, record.threshold, unit)];
  if (stats.truth) charts.push(precisionRecall(stats.truth, record.threshold));
  const body = [
    tileRow(tiles(unit, stats, frames)),
    section('Where they come from', cards([table(facts(record, labelled))])),
    section('Scores', cards(await Promise.all(charts.map((chart) => renderChart(chart))))),
    section('Classes', cards([classTable(unit, classes, stats)])),
    section('Pictures', (await drawFrames(options)).map(figure).join('\n')),
  ];
  const title = `Pseudo labels: ${task.title.toLowerCase()}`;
  await writeWhole(path, htmlPage(title, subtitle(labelled), body.join('\n')));
}

const subtitle = (labelled: number): string =>
  labelled > 0
    ? 'Precision and recall are those on the labelled frames; frames that the teacher has learned from flatter it.'
    : 'None of these frames is labelled: how often the teacher is right is not known.';

function tiles(
  unit: PseudoLabelRule['unit'],
  { all, kept, truth }: ScoreStats,
  frames: readonly FrameRecord[],
) {
  const [found, taken] = [total(all), total(kept)];
  const size =
    unit === 'boxes'
      ? [
          [taken.toLocaleString('en'), 'boxes'],
          [(taken / frames.length).toFixed(1), 'boxes a frame'],
        ]
      : [[percent(share(taken, found)), '% of the pixels, the rest ignored']];
  const sums = truth && {
    present: total(truth.classes.map((own) => own.present)),
    kept: total(truth.classes.map((own) => own.kept)),
    correct: total(truth.classes.map((own) => own.correct)),
  };
  const quality = sums
    ? [
        [percent(share(sums.correct, sums.kept)), '% precision'],
        [percent(share(sums.correct, sums.present)), '% recall'],
      ]
    : [];
  return [[frames.length.toLocaleString('en'), 'frames'], ...size, ...quality] as [string, string][];
}

function facts({ teacher, threshold, date, cotrain, split }: PseudoLabelRecord, labelled: number): Row[] {
  return [
    ['Teacher', `${teacher.run}, ${teacher.checkpoint} checkpoint`],
    ['SHA-256 of its configuration', teacher.config],
    ['SHA-256 of its checkpoint', teacher.weights],
    ['Least score', String(threshold)],
    ['Split', split],
    ['Frames with truth', labelled.toLocaleString('en')],
    ['Finished', date.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')],
    ['cotrain', cotrain],
  ];
}

function classTable(
  unit: PseudoLabelRule['unit'],
  classes: readonly string[],
  { kept, truth }: ScoreStats,
): string {
  const everything = total(kept);
  const rows = classes.flatMap((name, id): Row[] => {
    const own = truth?.classes[id];
    if (kept[id] === 0 && !own?.present) return [];
    const amount = unit === 'boxes' ? kept[id]!.toLocaleString('en') : percent(share(kept[id]!, everything));
    const quality = own
      ? [percent(share(own.correct, own.kept)), percent(share(own.correct, own.present))]
      : [];
    return [[name, amount, ...quality]];
  });
  const head = [
    'class',
    unit === 'boxes' ? 'boxes' : '% of the labels',
    ...(truth ? ['precision %', 'recall %'] : []),
  ];
  return table(rows, head);
}

async function drawFrames({ task, frames, labels, data, truth, pictures }: AuditOptions) {
  const indexOf = new Map(data.names.map((name, index) => [name, index]));
  const truthOf = truthFrom(data, truth, task.name, task.classes);
  const shown = Math.min(pictures, frames.length);
  const drawn: { name: string; uri: string }[] = [];
  for (let i = 0; i < shown; i++) {
    const frame = frames[Math.floor(((i + 0.5) * frames.length) / shown)]!;
    const index = indexOf.get(frame.name)!;
    const read = await data.get(index);
    const known = await truthOf(index, read);
    const { name, image } = read;
    const png = await drawPrediction(
      { name, image, ...(known && { labels: known.labels }) },
      { [task.name]: await labels.read(frame) },
      { minScore: 0, tasks: { [task.name]: task } },
    );
    drawn.push({ name: frame.name, uri: await dataUri(frame.name, png) });
  }
  return drawn;
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const percent = (value: number | null): string => formatPercent(value === null ? null : 100 * value);
