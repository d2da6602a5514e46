import { BDD100K_CLASS_NAMES, LanguageToVision, MultiTaskModel, tiny } from '@cotrain/models';
import { scope, torch } from '@cotrain/torch';

const model = new MultiTaskModel({
  ...tiny(),
  convAdapter: { kind: 'pre-scalar' },
  language: {
    classes: BDD100K_CLASS_NAMES,
    text: { width: 64, heads: 4, layers: 2, embedDim: 48 },        // CLIP RN50's where not given
    adapter: { kind: 'l2v', dimFeedforward: 256 },
  },
});
console.log(Object.keys(model.parts()));                           // backbone, preAdapter, neck, lvAdapter, ...
model.dispose();

const adapter = new LanguageToVision();
scope(() => {
  const z5 = torch.randn([2, 256, 8, 12]);
  const text = torch.randn([32, 1024]);
  console.log(adapter.forward(z5, text.div(text.norm(2, [1], { keepdim: true }))).shape); // [2, 256, 8, 12]
});
adapter.dispose();
