// A file that changes under tensors read from it, or in transit: the process does not end, and no number
// changes silently.
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import {
  ArgumentError,
  FileFormatError,
  inspectFile,
  loadFile,
  loadFileAsync,
  loadObject,
  readMetadata,
  saveFile,
  saveFileAsync,
  saveObject,
  scope,
  type Tensor,
  torch,
} from '@cotrain/torch';
import test from 'ava';
import { clean, runNode } from '../support.js';
import { checkpoint, golden, pickle, storage, tensorView, write, zip } from './craft.js';
import { temporaryFolder } from './temporary.js';

const { fresh } = temporaryFolder('integrity');
const values = (tensor: Tensor) => tensor.toArray();

for (const extension of ['.safetensors', '.pth']) {
  test(
    `${extension}: what is loaded stays as it was when the file is overwritten, or cut`,
    clean((t) => {
      const [path, other] = [fresh(extension), fresh(extension)];
      saveFile(path, { x: torch.ones([100_000]) });
      saveFile(other, { x: torch.zeros([100_000]) });
      const { x } = loadFile(path);
      copyFileSync(other, path); // into the same file, as cp does
      t.is(x!.sum().item(), 100_000);
      truncateSync(path, 0);
      t.is(x!.sum().item(), 100_000);
    }),
  );

  test(
    `${extension}: saving onto the file that tensors are mapped from leaves them as they were`,
    clean((t) => {
      const path = fresh(extension);
      saveFile(path, { x: torch.ones([100_000]), y: torch.zeros([3]) });
      const { x, y } = loadFile(path, { mmap: true });
      saveFile(path, { x: x!.add(1), y: y! });
      if (extension === '.pth') saveObject(path, { x: x!.add(1), y: y! });
      t.is(x!.sum().item(), 100_000);
      t.is(
        scope(() => loadFile(path).x!.sum().item()),
        200_000,
      );
    }),
  );

  test(`${extension}: the same on another thread`, async (t) => {
    await scope(async () => {
      const path = fresh(extension);
      saveFile(path, { x: torch.ones([1000]) });
      const { x } = await loadFileAsync(path, { mmap: true });
      await saveFileAsync(path, { x: torch.zeros([10]) });
      t.is(x!.sum().item(), 1000);
    });
  });

  test(
    `${extension}: a damaged byte is found in the tensor that it is in`,
    clean((t) => {
      const path = fresh(extension);
      saveFile(path, { first: torch.ones([1000]), second: torch.full([1000], 2) });
      const bytes = readFileSync(path);
      bytes[bytes.indexOf(Buffer.from(new Float32Array([2, 2]).buffer)) + 100]! ^= 1;
      writeFileSync(path, bytes);
      const damaged = { instanceOf: FileFormatError, message: /tensor '(file\.)?second'.*checksum.*damaged/ };
      t.throws(() => loadFile(path), damaged);
      t.throws(() => loadObject(path), damaged);
      t.throws(() => loadFile(path, { mmap: true, verify: true }), damaged);
      for (const options of [{ verify: false }, { mmap: true }])
        t.is(loadFile(path, options).first!.sum().item(), 1000);
      t.deepEqual(Object.keys(inspectFile(path).tensors), ['first', 'second']);
    }),
  );

  test(
    `${extension}: mapped and read tensors are the same`,
    clean((t) => {
      const path = fresh(extension);
      const dtypes = ['bool', 'uint8', 'int64', 'float16', 'bfloat16', 'float64'] as const;
      const tensors = Object.fromEntries(dtypes.map((dtype) => [dtype, torch.tensor([1, 0, 1], { dtype })]));
      saveFile(path, { ...tensors, empty: torch.zeros([0, 3]), scalar: torch.tensor(2.5) });
      const [read, mapped] = [loadFile(path), loadFile(path, { mmap: true, verify: true })];
      t.deepEqual(Object.keys(read), Object.keys(mapped));
      for (const [name, tensor] of Object.entries(read)) {
        t.deepEqual([tensor.dtype, tensor.shape], [mapped[name]!.dtype, mapped[name]!.shape]);
        t.deepEqual(values(tensor), values(mapped[name]!));
      }
    }),
  );
}

test('of 400 damaged bytes each is found', (t) => {
  scope(() => {
    for (const extension of ['.safetensors', '.pth']) {
      const path = fresh(extension);
      saveFile(path, { x: torch.rand([50_000]) });
      const whole = readFileSync(path);
      const begin = whole.length - (extension === '.pth' ? 201_000 : 200_000);
      for (let i = 0; i < 400; i++) {
        const bytes = Buffer.from(whole);
        bytes[begin + i * 499]! ^= 1 << (i % 8);
        writeFileSync(path, bytes);
        // Padding between the entries of a zip belongs to none of them.
        try {
          t.deepEqual(loadFile(path).x!.data(), loadFileFrom(whole, extension).data());
        } catch (error) {
          t.true(error instanceof FileFormatError);
        }
      }
    }
  });
});

const wholes = new Map<Buffer, Tensor>();
function loadFileFrom(bytes: Buffer, extension: string): Tensor {
  let tensor = wholes.get(bytes);
  if (tensor === undefined) {
    tensor = loadFile(write(fresh(extension), bytes)).x!;
    wholes.set(bytes, tensor);
  }
  return tensor;
}

test('a damaged pickle, or record of a TorchScript archive, is found by its CRC-32', (t) => {
  for (const name of ['state_4.pth', 'script.pt']) {
    const bytes = readFileSync(golden(name));
    const at = bytes.indexOf('data.pkl') + 200;
    bytes[at]! ^= 1;
    t.throws(() => loadFile(write(fresh(), bytes)), { instanceOf: FileFormatError });
  }
});

test(
  'a CRC-32 of 0 is none, as torch.serialization.set_crc32_options(False) writes it',
  clean((t) => {
    const data = pickle(tensorView());
    const floats = new Uint8Array(new Float32Array([1, 2, 3, 4]).buffer);
    const entries = (crc: number) =>
      zip([
        { name: 'a/data.pkl', data, claims: { crc } },
        { name: 'a/data/0', data: floats, claims: { crc } },
      ]);
    t.deepEqual(values(loadFile(write(fresh(), entries(0))).tensor!), [1, 2, 3, 4]);
    t.throws(() => loadFile(write(fresh(), entries(1))), { message: /CRC-32/ });
  }),
);

test(
  'tensors of one storage share it, also where they are of different dtypes',
  clean((t) => {
    const parts = [storage('0', 4), storage('0', 16, 'torch\nByteStorage')].map((of, i) =>
      tensorView({ storage: of, ...(i === 1 && { shape: `J\x10\0\0\0\x85` }) }),
    );
    const path = write(fresh(), checkpoint(pickle(`](${parts.join('')}e`), { 0: new Uint8Array(16) }));
    for (const mmap of [false, true]) {
      const tensors = loadFile(path, { mmap });
      tensors['0']!.fill_(1);
      t.is(tensors['1']!.at(3).item(), 0x3f);
    }
  }),
);

test(
  "the checksums are not part of the user's metadata, and Python still reads the file",
  clean((t) => {
    const path = fresh('.safetensors');
    saveFile(path, { x: torch.ones([2]) }, { metadata: { note: 'n' } });
    t.deepEqual(readMetadata(path), { note: 'n' });
    const bytes = readFileSync(path);
    const header = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE())).toString());
    t.deepEqual(JSON.parse(header.__metadata__['cotrain.crc32']), { x: 'd5065190' });
    t.true(Object.values(header.__metadata__).every((value) => typeof value === 'string'));
  }),
);

test('an unknown option is an error', (t) => {
  const path = golden('tensor.pth');
  t.throws(() => loadFile(path, { map: true } as never), { instanceOf: ArgumentError, message: /'map'/ });
  t.throws(() => loadObject(path, { key: 'x' } as never), { instanceOf: ArgumentError });
});

test('loading does not end a process whose file is cut meanwhile', async (t) => {
  const path = fresh('.safetensors');
  scope(() => saveFile(path, { x: torch.ones([1_000_000]) }));
  const { stdout } = await runNode(`
    import { truncateSync } from 'node:fs';
    import { loadFile } from '@cotrain/torch';
    const { x } = loadFile(${JSON.stringify(path)});
    truncateSync(${JSON.stringify(path)}, 100);
    console.log(x.sum().item());
    try { loadFile(${JSON.stringify(path)}); } catch (error) { console.log(error.name); }`);
  t.is(stdout, '1000000\nFileFormatError\n');
});
