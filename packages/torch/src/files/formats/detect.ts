// What a file is, by its first bytes; its name does not matter.
import { FileFormatError } from '../../errors/errors.js';
import type { ByteSource } from './source.js';

export type Container = 'safetensors' | 'zip' | 'pickle';

const HEAD = 512;

/** First bytes of what people try to load by mistake. */
const OTHERS: readonly [magic: string, what: string, offset?: number][] = [
  ['\x89HDF\r\n\x1a\n', 'an HDF5 file, as Keras writes them: convert it in Python'],
  ['\x1f\x8b', 'gzip-compressed: unpack it first'],
  ['BZh', 'bzip2-compressed: unpack it first'],
  ['\xfd7zXZ\0', 'xz-compressed: unpack it first'],
  ['\x28\xb5\x2f\xfd', 'zstd-compressed: unpack it first'],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive'],
  ['GGUF', "a GGUF file, as llama.cpp's: it is not supported"],
  ['\x93NUMPY', "NumPy's .npy file: it is not supported"],
  [
    'ustar',
    'a tar archive. PyTorch before 0.2 wrote checkpoints so: load it in Python and save it again',
    257,
  ],
  ['version https://git-lfs', 'a pointer of Git LFS and not the file itself: run `git lfs pull`'],
  ['<', 'a web page or XML, perhaps an error message that was saved in place of a download'],
  ['\x89PNG', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['\x7fELF', 'a program or library'],
];

/** @throws FileFormatError saying what the file looks like, if it is not a checkpoint */
export function detect(source: ByteSource): Container {
  const head = source.read(0, Math.min(HEAD, source.size));
  const text = head.toString('latin1');
  if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) return 'zip';
  if (head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5) return 'pickle';
  // A header's length, then JSON: whatever is wrong with it, its reader says it better.
  if (head[8] === 0x7b || source.size < 8 || head.readBigUInt64LE() <= source.size - 8) return 'safetensors';
  const other = OTHERS.find(([magic, , offset = 0]) => text.startsWith(magic, offset));
  const looks = other?.[1] ?? (/^[\x20-\x7e\s]+$/.test(text) ? 'text' : 'of no format that is known');
  throw new FileFormatError(
    source.path,
    `it is not a checkpoint that can be read (safetensors, PyTorch's .pth and .pt, TorchScript, pickle): it is ${looks}`,
  );
}
