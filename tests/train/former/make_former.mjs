// Makes former.json: the meaning of configurations before the options of parts were part of the
// configuration. Run from the root of a built checkout of commit 8fb01ad: node make_former.mjs > former.json
import { readConfig, resolveConfig } from '@cotrain/train';

const data = { kind: 'scenes' };
const model = (settings) => ({ data, model: settings });
const head = (task, settings) => model({ heads: { [task]: settings } });
const inputs = {
  'data alone': { data },
  nuImages: { data: { kind: 'nuimages', root: '/data' }, tasks: ['det'] },
  'preset lv-adapter': { ...readConfig('lv-adapter'), data },
  'preset lv-adapter-small': { ...readConfig('lv-adapter-small'), data },
  'another width': model({ fpnChannels: 32 }),
  'a deeper ResNet': model({ backbone: { depth: 34, norm: 'frozen', freezeAt: 2 } }),
  clip: model({ backbone: { kind: 'clip' }, language: {} }),
  mobilenetV2: model({ backbone: { kind: 'mobilenetV2', padding: 'same' } }),
  swin: model({ backbone: { kind: 'swin', freezeAt: 1 } }),
  'proposals of the data': head('det', { initialBoxes: 'data', numProposals: 20 }),
  'proposals of the image': head('det', { kind: 'sparseRcnn', initialBoxes: 'image', roiPooler: 'deform' }),
  fasterRcnn: head('det', { kind: 'fasterRcnn' }),
  'fasterRcnn with options': head('det', { kind: 'fasterRcnn', fcDim: 64, partialBackground: true }),
  maskFormer: head('sem_seg', { numQueries: 12, pixelDecoder: 'transformer' }),
  'drivable without a kind': head('drivable', { dropout: 0 }),
  semanticFpn: head('drivable', { kind: 'semanticFpn' }),
  v2l: model({
    backbone: { kind: 'clip' },
    language: { adapter: { kind: 'v2l' }, prompts: { kind: 'template' } },
  }),
  prompt: model({ language: { adapter: { kind: 'prompt' }, text: { width: 64, heads: 2 } } }),
  adapters: model({ convAdapter: { kind: 'pre-scalar', reduction: 2 } }),
  'a post-adapter': model({ convAdapter: { kind: 'post' } }),
};
const pairs = Object.entries(inputs).map(([title, input]) => ({
  title,
  input,
  resolved: resolveConfig(input),
}));
console.log(`[\n${pairs.map((pair) => JSON.stringify(pair)).join(',\n')}\n]`);
