// Traced programs outside of Node: in Python's torch, and in a C++ program that CMake builds.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Conv2d, Linear, Module, ModuleDict, ReLU, Sequential, traceModule } from '@cotrain/nn';
import { deformConv2d, nms, roiAlign } from '@cotrain/ops';
import { buildInfo, manualSeed, noGrad, saveObject, scope, type Tensor, torch } from '@cotrain/torch';
import test from 'ava';
import { temporaryFolder } from '../torch/formats/temporary.js';

const { addonPath, libtorchPath, libtorchVersion } = buildInfo();
const library = join(dirname(addonPath), `libcotrain_ops${process.platform === 'darwin' ? '.dylib' : '.so'}`);
const libtorch = join(dirname(libtorchPath), '..');
const python = process.env.COTRAIN_PEER_PYTHON ?? 'python3';
const { fresh } = temporaryFolder('programs');
const [HEIGHT, WIDTH] = [16, 24];

/** A photograph to boxes and a map, with operators of ours. */
class Tasks extends Module<[Tensor], Record<string, Tensor>> {
  body = new Sequential(new Conv2d(3, 4, 3, { padding: 1 }), new ReLU());
  offset = new Conv2d(4, 18, 3, { padding: 1 });
  deformed = new Conv2d(4, 4, 3, { padding: 1 });
  heads = new ModuleDict({ det: new Linear(16, 5), seg: new Conv2d(4, 3, 1) });

  override forward(images: Tensor): Record<string, Tensor> {
    const body = this.body.forward(images.to('float32').div(255));
    const { weight, bias } = this.deformed;
    const map = deformConv2d(body, this.offset.forward(body), weight, { bias, padding: 1 });
    const rois = torch.tensor([
      [0, 1, 1, 9, 9],
      [0, 1, 2, 9, 10],
      [0, 12, 3, 23, 15],
    ]);
    const pooled = roiAlign(map, rois, { outputSize: 2, samplingRatio: 2 }).flatten({ startDim: 1 });
    const det = (this.heads.get('det') as Linear).forward(pooled);
    const scores = det.select(1, 4).sigmoid();
    const kept = nms(rois.narrow(1, 1, 4), scores, 0.5);
    const classes = (this.heads.get('seg') as Conv2d).forward(map).argmax({ dim: 1 }).to('uint8');
    return {
      'det.boxes': det.narrow(1, 0, 4).indexSelect(0, kept),
      'det.scores': scores.indexSelect(0, kept),
      seg: classes,
    };
  }
}

/** Writes the programs `own`, `plain` and `frozen`, and what they give, into a folder. */
function writePrograms(): { folder: string; outputs: Record<string, Tensor> } {
  manualSeed(3);
  const folder = fresh('programs');
  mkdirSync(folder);
  const net = new Tasks().eval();
  const images = torch
    .arange(3 * HEIGHT * WIDTH)
    .remainder(256)
    .to('uint8')
    .reshape([1, 3, HEIGHT, WIDTH]);
  const own = traceModule(net, [images], { names: ['images'] });
  own.save(join(folder, 'own.pt'));
  const plain = traceModule(net, [images], { names: ['images'], plainOperators: true });
  plain.save(join(folder, 'plain.pt'));
  plain.save(join(folder, 'frozen.pt'), { freeze: true });
  const outputs = noGrad(() => net.forward(images));
  const keys = Object.keys(net.stateDict());
  saveObject(join(folder, 'expected.pth'), { images, outputs, keys, programs: ['plain', 'frozen'] });
  mkdirSync(join(folder, 'with-library'));
  own.save(join(folder, 'with-library/own.pt'));
  saveObject(join(folder, 'with-library/expected.pth'), { images, outputs, keys, programs: ['own'] });
  net.dispose();
  return { folder, outputs };
}

test('Python runs the programs, and has their parameters under our keys', (t) => {
  const version = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' });
  if (version.status !== 0 || version.stdout.trim().split('+')[0] !== libtorchVersion.split('+')[0]) {
    t.log(`skipped: ${python} has no torch ${libtorchVersion}; COTRAIN_PEER_PYTHON may name one that has`);
    t.pass();
    return;
  }
  const script = fileURLToPath(new URL('../python/trace_load.py', import.meta.url));
  scope(() => {
    const { folder } = writePrograms();
    t.is(execFileSync(python, [script, folder], { encoding: 'utf8' }), 'ok plain frozen\n');
    const withLibrary = [script, join(folder, 'with-library'), library];
    t.is(execFileSync(python, withLibrary, { encoding: 'utf8' }), 'ok own\n');
  });
});

test('a C++ program of 30 lines runs them', (t) => {
  const cmake = spawnSync('cmake', ['--version']).status === 0;
  // With CUDA, LibTorch's CMake files look for a whole CUDA toolkit, of which cotrain needs nvcc alone.
  const isCuda = existsSync(join(libtorch, 'lib/libtorch_cuda.so'));
  if (!cmake || isCuda || !existsSync(join(libtorch, 'share/cmake/Torch'))) {
    t.log('skipped: needs CMake, and a LibTorch without CUDA with its CMake files');
    t.pass();
    return;
  }
  const source = fileURLToPath(new URL('../../examples/cpp', import.meta.url));
  const build = fresh('build');
  execFileSync('cmake', ['-S', source, '-B', build, `-DCMAKE_PREFIX_PATH=${libtorch}`], { stdio: 'pipe' });
  execFileSync('cmake', ['--build', build, `-j${cpus().length}`], { stdio: 'pipe' });
  scope(() => {
    const { folder, outputs } = writePrograms();
    for (const name of ['plain', 'frozen']) {
      const args = [join(folder, `${name}.pt`), String(HEIGHT), String(WIDTH)];
      const lines = execFileSync(join(build, 'predict'), args, { encoding: 'utf8' }).trimEnd().split('\n');
      t.deepEqual(
        lines.map((line) => line.split(' ')[0]),
        Object.keys(outputs),
      );
      for (const line of lines) {
        const [, key, shape, numbers] = /^(\S+) \[(.*?)\] (.*)$/.exec(line)!;
        const expected = outputs[key!]!;
        t.is(shape, expected.shape.join(', '));
        const got = torch.tensor(numbers!.split(' ').map(Number)).reshape(expected.shape);
        t.true(got.sub(expected).abs().max().item('number') <= 1e-6);
      }
    }
  });
});
