// Checkpoints of every format, and what is read from them.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClassVectors, loadClassVectors, loadPretrained, ResNet } from '@cotrain/models';
import {
  inspectFile,
  loadFile,
  loadObject,
  manualSeed,
  readMetadata,
  ScriptModule,
  saveFile,
  saveObject,
  scope,
  Tensor,
  torch,
} from '@cotrain/torch';
import { checkpoint, golden, legacy, pickle, text } from '../../torch/formats/craft.js';
import { CANARY } from '../canary.js';
import { type Format, type Reader, type Seed, seedAt } from '../seed.js';

/** Reads every tensor to its last element. */
function touch(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (value instanceof Tensor) value.data();
  else if (value instanceof Map) for (const entry of value) touch(entry, seen);
  else if (!ArrayBuffer.isView(value)) for (const part of Object.values(value)) touch(part, seen);
}

const ways = {
  loadFile: ({ path }: Seed) => scope(() => touch(loadFile(path))),
  unverified: ({ path }: Seed) => scope(() => touch(loadFile(path, { verify: false }))),
  mapped: ({ path }: Seed) => scope(() => touch(loadFile(path, { mmap: true }))),
  inspectFile: ({ path }: Seed) => void inspectFile(path),
  loadObject: ({ path }: Seed) => scope(() => touch(loadObject(path))),
};

const copies = (folder: string, format: Format, names: readonly string[]): Seed[] =>
  names.map((name) => {
    const path = join(folder, name);
    copyFileSync(golden(name), path);
    return seedAt(path, format);
  });

function written(path: string, bytes: Uint8Array, format: Format): Seed {
  writeFileSync(path, bytes);
  return seedAt(path, format);
}

/** Pickles that run a command in Python. */
const attacks = () => [
  pickle(`cposix\nsystem\n(${text(`touch ${CANARY}`)}tR`),
  pickle(`cbuiltins\nexec\n(${text(`open(${JSON.stringify(CANARY)}, 'w')`)}tR`),
  pickle(`cnode:fs\nwriteFileSync\n(${text(CANARY)}${text('x')}tR`),
];

export const safetensors: Reader = {
  seeds(folder) {
    const path = join(folder, 'seed.safetensors');
    manualSeed(1);
    scope(() =>
      saveFile(
        path,
        {
          w: torch.rand([3, 4]),
          n: torch.tensor([1n, 2n]),
          m: torch.tensor([true, false, true]),
          h: torch.rand([5]).to('bfloat16'),
          e: torch.zeros([0, 3]),
        },
        { metadata: { a: 'b' } },
      ),
    );
    return [seedAt(path, 'safetensors')];
  },
  ways: { ...ways, readMetadata: ({ path }) => void readMetadata(path) },
};

const ZIPS = [
  'dtypes',
  'views',
  'state_2',
  'state_4',
  'numpy_2',
  'numpy_5',
  'big_endian',
  'deflated',
  'attack',
];

export const pth: Reader = {
  seeds(folder) {
    const own = join(folder, 'own.pth');
    scope(() =>
      saveObject(own, { x: torch.arange(4), list: [1, 2n ** 70n, 'a', null], map: new Map([[1, true]]) }),
    );
    const crafted = attacks().map((data, i) =>
      written(join(folder, `attack-${i}.pth`), checkpoint(data, { 0: new Uint8Array(16) }), 'zip'),
    );
    return [
      ...copies(
        folder,
        'zip',
        ZIPS.map((name) => `${name}.pth`),
      ),
      ...crafted,
      seedAt(own, 'zip'),
    ];
  },
  ways,
};

export const legacyPth: Reader = {
  seeds: (folder) => [
    ...copies(folder, 'bytes', [
      'dtypes_legacy.pth',
      'views_legacy.pth',
      'state_legacy.pth',
      'attack_legacy.pth',
    ]),
    ...attacks().map((data, i) => written(join(folder, `legacy-${i}.pth`), legacy(data, ['0']), 'bytes')),
  ],
  ways,
};

export const plainPickle: Reader = {
  seeds: (folder) => [
    ...copies(folder, 'bytes', ['zoo.pkl', 'tensors.pkl']),
    ...attacks().map((data, i) => written(join(folder, `plain-${i}.pkl`), data, 'bytes')),
  ],
  ways,
};

export const torchscript: Reader = {
  seeds: (folder) => copies(folder, 'zip', ['script.pt', 'trace.pt']),
  ways: {
    ...ways,
    // Loaded by LibTorch, not run.
    load({ path }) {
      using module = ScriptModule.load(path);
      scope(() => touch(module.stateDict()));
    },
  },
};

export const pretrained: Reader = {
  seeds(folder) {
    const [path, zipped] = ['weights.safetensors', 'weights.pth'].map((name) => join(folder, name));
    scope(() => {
      using model = new ResNet({ depth: 18, stemChannels: 2, res2Channels: 2 });
      const named = Object.entries(model.stateDict()).map(([name, tensor]) => [`module.${name}`, tensor]);
      const some = Object.fromEntries(named.slice(0, 12)) as Record<string, Tensor>;
      saveFile(path!, some);
      saveFile(zipped!, some);
    });
    return [seedAt(path!, 'safetensors'), seedAt(zipped!, 'zip')];
  },
  ways: {
    keep({ path }) {
      scope(() => {
        using model = new ResNet({ depth: 18, stemChannels: 2, res2Channels: 2 });
        loadPretrained(model, { from: 'torchvision', file: path, onMissing: 'keep' });
      });
    },
  },
};

export const classVectors: Reader = {
  seeds(folder) {
    const path = join(folder, 'vectors.safetensors');
    scope(() =>
      saveFile(path, { vectors: torch.rand([3, 8]) }, { metadata: { names: '["car", "road", "sky"]' } }),
    );
    return [seedAt(path, 'safetensors')];
  },
  ways: {
    load({ path }) {
      scope(() => {
        using vectors = new ClassVectors({ dim: 8, classes: { det: ['car', 'road'] } });
        loadClassVectors(vectors, { file: path });
      });
    },
  },
};
