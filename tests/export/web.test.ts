// The folder of a page for the browser, and how the page resizes. tests/browser has the page itself.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ExportError, writeWebFolder } from '@cotrain/export';
import { scope, torch } from '@cotrain/torch';
import test from 'ava';
import fc from 'fast-check';
import { STANDIN, temporaryFolder } from '../browser/webPage.js';
import '../seed.js';

const RESIZE = new URL('../../packages/export/dist/browser/resize.js', import.meta.url).href;

test('resizing: every byte is the one of the kernel that cotrain predict uses', async (t) => {
  const { resizeBilinear } = (await import(
    RESIZE
  )) as typeof import('../../packages/export/browser/resize.js');
  const side = fc.integer({ min: 1, max: 60 });
  const image = fc.record({
    height: side,
    width: side,
    channels: fc.constantFrom(3 as const, 4 as const),
    seed: fc.nat(),
    // Few different values make sums that lie on a limit.
    values: fc.constantFrom(2, 3, 256),
  });
  fc.assert(
    fc.property(image, side, side, ({ height, width, channels, seed, values }, H, W) => {
      const data = Uint8Array.from({ length: height * width * channels }, (_, i) =>
        Math.floor(((255 / (values - 1)) * (Math.imul(i + seed, 2654435761) >>> 8)) % values),
      );
      const found = resizeBilinear({ height, width, channels, data }, { height: H, width: W });
      const expected = scope(() => {
        const pixels = torch.tensor(data, { shape: [1, height, width, channels] });
        const planes = pixels.permute([0, 3, 1, 2]).narrow(1, 0, 3);
        return torch.unchecked._upsampleBilinear2dAa(planes, [H, W], false).contiguous().data<'uint8'>();
      });
      return Buffer.compare(found, expected) === 0;
    }),
    { numRuns: 300 },
  );
  t.pass();
});

test('folder: the model, its description, the page and its runtime, without addresses of other hosts', (t) => {
  const out = join(temporaryFolder(), 'new', 'page');
  const files = writeWebFolder({ ...STANDIN, out });
  const found = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(out.length + 1)
        .replaceAll(sep, '/'),
    );
  t.deepEqual(found.toSorted(), files.toSorted());
  t.deepEqual(readFileSync(join(out, 'model.onnx')), Buffer.from(STANDIN.onnx));
  t.deepEqual(JSON.parse(readFileSync(join(out, 'model.json'), 'utf8')), STANDIN.metadata);
  const own = files.filter((file) => /^(index\.html|page\/)/.test(file));
  t.true(own.length > 10);
  for (const file of own) {
    const content = readFileSync(join(out, file), 'utf8');
    t.notRegex(
      content.replaceAll('https:// and from', ''),
      /https?:\/\/|sourceMappingURL|(src|href)="\//,
      file,
    );
  }
  t.deepEqual(writeWebFolder({ ...STANDIN, out }), files, 'an earlier export is replaced');
});

test('folder: a model that is too large, and a file in its place, are clear errors', (t) => {
  const out = join(temporaryFolder(), 'file');
  writeFileSync(out, 'mine');
  const onFile = t.throws(() => writeWebFolder({ ...STANDIN, out }), { instanceOf: ExportError });
  t.is(onFile?.message, `${out} is a file: give the folder of the page`);
  t.is(readFileSync(out, 'utf8'), 'mine');
  const onnx = { length: 2 ** 30 + 1 } as Uint8Array;
  const tooLarge = t.throws(() => writeWebFolder({ ...STANDIN, onnx, out: `${out}s` }), {
    instanceOf: ExportError,
  });
  t.regex(tooLarge!.message, /has 1025 MB.* up to 1024 MB.*WebAssembly 4 GB.*half precision or int8/s);
  t.deepEqual(readdirSync(join(out, '..')), ['file']);
});
