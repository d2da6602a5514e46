import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scoreBoxFiles } from '@cotrain/train';
import { type Peer, type ProcessesCase, registerCases, type Setting } from '../../case.js';
import { CLASSES, COLUMNS, DETECTIONS, randomBoxes, SCORES } from './randomBoxes.js';

const IMAGES = { full: 10_000, quick: 20 };
const FILES = { truth: 'instances.json', found: 'results.json' };
const FIGURE = 'files to scores';

const imagesOf = ({ quick }: Setting): number => (quick ? IMAGES.quick : IMAGES.full);

const peer = (side: string, library: string): Peer => ({
  side,
  script: 'box_files.py',
  against: library === 'pycocotools' ? 'pytorch' : side,
  modules: ['numpy', library],
  extra: () => ({ library, figure: FIGURE, ...FILES }),
});

const bench: ProcessesCase = {
  kind: 'processes',
  group: 'metrics',
  name: 'box-files',
  title: "Box AP of COCO's files",
  description: `Scores of random detections from files in COCO's format: ${IMAGES.full} images of 1280 x 720 with about 18 true boxes, 2 % of them crowds, and ${DETECTIONS} detections each, of ten classes. Everything counts, from the two files to the twelve scores: \`scoreBoxFiles\` against \`COCO\`, \`loadRes\`, \`evaluate\`, \`accumulate\` and \`summarize\`. All sides must give the same scores.`,
  threads: 1,
  rounds: 7,
  prepare: (setting) => writeFiles(setting.folder, imagesOf(setting)),
  sides: {
    async cotrain({ folder }) {
      const [truth, found] = [join(folder, FILES.truth), join(folder, FILES.found)];
      const began = performance.now();
      const { scores } = await scoreBoxFiles(truth, found);
      const seconds = (performance.now() - began) / 1000;
      return {
        figures: { [FIGURE]: { value: seconds, unit: 's' } },
        checks: Object.fromEntries(SCORES.map((name) => [name, scores[name] as number])),
      };
    },
  },
  peers: [peer('pycocotools', 'pycocotools'), peer('faster-coco-eval', 'faster_coco_eval')],
  agree: { absolute: 1e-9 },
};
registerCases(bench);

function writeFiles(folder: string, images: number): void {
  const { truth, found } = randomBoxes(images);
  const rows = <T>(values: number[], toRow: (row: number[], index: number) => T): T[] =>
    Array.from({ length: values.length / COLUMNS }, (_, i) =>
      toRow(values.slice(COLUMNS * i, COLUMNS * (i + 1)), i),
    );
  const annotations = rows(truth, ([image_id, category_id, x, y, width, height, iscrowd], i) => ({
    ...{ id: i + 1, image_id, category_id, bbox: [x, y, width, height], iscrowd },
    area: width! * height!,
  }));
  const instances = {
    images: Array.from({ length: images }, (_, id) => ({
      id,
      file_name: `${id}.jpg`,
      height: 720,
      width: 1280,
    })),
    categories: Array.from({ length: CLASSES }, (_, id) => ({ id, name: `class ${id}` })),
    annotations,
  };
  const results = rows(found, ([image_id, category_id, x, y, width, height, score]) => ({
    ...{ image_id, category_id, bbox: [x, y, width, height], score },
  }));
  writeFileSync(join(folder, FILES.truth), JSON.stringify(instances));
  writeFileSync(join(folder, FILES.found), JSON.stringify(results));
}
