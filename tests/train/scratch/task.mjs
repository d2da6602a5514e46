// A task: which half of the image is bright.
import { registerTask } from '@cotrain/train';

registerTask({
  name: 'half',
  kind: 'classMap',
  title: 'Bright half',
  head: { kind: 'squared' },
  lossWeight: 2,
});
