// Checkpoints written and read on another thread.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  ArgumentError,
  CotrainError,
  errorFromRecord,
  FileFormatError,
  FileWriteError,
  loadFile,
  loadFileAsync,
  memory,
  pendingShares,
  recordError,
  saveFileAsync,
  scope,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { golden } from './formats/craft.js';
import { temporaryFolder } from './formats/temporary.js';

const { folder } = temporaryFolder('files-async');

test.serial('what is written on another thread reads back, and JavaScript goes on meanwhile', async (t) => {
  const before = memory().tensors;
  await scope(async () => {
    const weight = torch.arange(6).reshape([2, 3]).to('float32').requiresGrad_();
    for (const name of ['net.pth', 'net.safetensors']) {
      const path = join(folder, name);
      let turns = 0;
      const timer = setInterval(() => turns++, 1);
      const given = { weight: weight.clone(), bias: torch.ones([2]) };
      const saving = saveFileAsync(path, given);
      for (const tensor of Object.values(given)) tensor.dispose();
      await saving;
      clearInterval(timer);
      t.true(turns > 0);
      const read = loadFile(path);
      t.deepEqual(read.weight!.toArray(), weight.toArray());
      const again = await loadFileAsync(path);
      t.deepEqual(Object.keys(again), ['weight', 'bias']);
      t.true(again.weight!.equal(read.weight!));
    }
  });
  t.is(memory().tensors, before);
  t.is(pendingShares(), 0);
});

test('an error comes through a message with its class, fields and causes', (t) => {
  class OwnError extends CotrainError {
    override readonly name = 'OwnError';
    override readonly code = 'E_OWN';
    readonly frames = ['a', 'b'];
    readonly lost = () => 1;
  }
  const through = (error: unknown) =>
    errorFromRecord(structuredClone(recordError(error)), { OwnError }) as Error & { code?: string };
  const reason = Object.assign(new Error('full'), { code: 'ENOSPC' });
  const sent = new FileWriteError('x.pth', reason);
  const written = through(sent);
  t.true(written instanceof FileWriteError);
  t.like(written, { name: sent.name, message: sent.message, code: 'E_FILE_WRITE', systemCode: 'ENOSPC' });
  t.is(written.stack, sent.stack);
  t.like(written.cause, { message: 'full', code: 'ENOSPC' });
  const own = through(new OwnError('mine'));
  t.true(own instanceof OwnError);
  t.deepEqual({ ...own }, { name: 'OwnError', code: 'E_OWN', frames: ['a', 'b'] } as never);
  t.like(through(new RangeError('far')), { name: 'RangeError', message: 'far' });
  t.like(through('text'), { name: 'Error', message: 'text' });
});

test.serial('errors are those of loadFile and saveFile', async (t) => {
  const before = memory().tensors;
  const x = torch.ones([1]);
  const path = join(folder, 'missing', 'x.pth');
  await t.throwsAsync(saveFileAsync(path, { x }), {
    instanceOf: FileWriteError,
    code: 'E_FILE_WRITE',
    message: /could not write/,
  });
  t.false(existsSync(path));
  await t.throwsAsync(saveFileAsync(join(folder, 'x.pth'), { x: 1 as never }), { instanceOf: ArgumentError });
  const withMetadata = saveFileAsync(join(folder, 'x.pth'), { x }, { metadata: { a: 'b' } });
  await t.throwsAsync(withMetadata, { instanceOf: ArgumentError, message: /no metadata/ });
  await t.throwsAsync(loadFileAsync(join(folder, 'none.pth')), { code: 'ENOENT' });
  const attack = golden('attack.pth');
  const refused = await t.throwsAsync(loadFileAsync(attack), { instanceOf: FileFormatError });
  const here = t.throws(() => loadFile(attack), { instanceOf: FileFormatError });
  const parts = ({ name, code, path, message }: FileFormatError) => ({ name, code, path, message });
  t.deepEqual(parts(refused), parts(here));
  t.like(refused?.cause, { name: 'PickleError', code: 'E_PICKLE' });
  t.true(refused?.cause instanceof CotrainError);
  x.dispose();
  t.is(memory().tensors, before);
  t.is(pendingShares(), 0);
});
