// An operator: a library built like examples/operator, beside this file.
import { fileURLToPath } from 'node:url';
import { torch } from '@cotrain/torch';

torch.ops.loadLibrary(fileURLToPath(new URL('my_ops.so', import.meta.url)));

export const relu2 = (x) => torch.ops.my_ops.relu2(x);
