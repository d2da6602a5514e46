// The licences of LibTorch and of the libraries linked into it, which the package of its libraries must
// include.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installSources } from '../libtorch.mjs';
import { SetupError, say } from './console.mjs';
import { sha256OfFile } from './download.mjs';
import { LIBTORCH_VERSION } from './libtorch-pins.mjs';
import { readZipDirectory, readZipEntry } from './zip.mjs';

const GPL = '/usr/share/common-licenses/GPL-3';

// Linked into the wheel's libraries, but missing from its licences.
const NOT_LISTED = `## oneMKL (Linux on x64)

libtorch_cpu.so contains Intel's oneAPI Math Kernel Library, under the Intel Simplified Software License:
https://www.intel.com/content/www/us/en/developer/articles/license/end-user-license-agreement.html

## libgomp (Linux)

libgomp.so.1 is GCC's OpenMP library, GPL-3.0-or-later with the GCC Runtime Library Exception 3.1
(https://www.gnu.org/licenses/gcc-exception-3.1.html): programs that use it may have any licence. It is the file that PyTorch's
wheel carries; its source is part of GCC (https://gcc.gnu.org). The licence stands at the end.
`;

/**
 * @returns {Promise<{license: string, notices: string}>} PyTorch's own licence, and all others as Markdown
 */
export async function libtorchNotices() {
  const texts = await licencesOfWheel();
  const own = texts.get('LICENSE');
  const others = new Map(); // where each text stands, by text
  for (const [path, text] of texts)
    if (path !== 'LICENSE') others.set(text, [...(others.get(text) ?? []), path]);
  const sections = [...others].map(
    ([text, paths]) =>
      `## ${paths.map((path) => path.replace(/^third_party\/|\/LICENSE[^/]*$/g, '')).join(', ')}\n\n${fenced(text)}`,
  );
  const gpl = process.platform === 'linux' ? [`## GNU General Public License 3\n\n${fenced(gplText())}`] : [];
  const head = `# LibTorch ${LIBTORCH_VERSION}\n\nUnder PyTorch's licence (LICENSE). Its libraries contain parts of the following projects.\n`;
  return { license: own, notices: [head, NOT_LISTED, ...sections, ...gpl].join('\n') };
}

const fenced = (text) => `\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`;

function gplText() {
  if (!existsSync(GPL)) throw new SetupError(`${GPL} does not exist: libgomp's licence must be included`);
  return readFileSync(GPL, 'utf8');
}

/**
 * The licence files of the pinned wheel, by their path in PyTorch's sources. LibTorch's archives have none.
 */
async function licencesOfWheel() {
  const folder = join(tmpdir(), `cotrain-licences-${randomUUID()}`);
  const tried = [];
  for (const { name, fetch } of installSources().filter(({ name }) => !name.endsWith('.zip'))) {
    await mkdir(folder, { recursive: true });
    try {
      const { archive, sha256 } = await fetch(folder);
      if ((await sha256OfFile(archive)) !== sha256) throw new Error('it is not the pinned file');
      const texts = new Map();
      for (const entry of await readZipDirectory(archive)) {
        const path = entry.name.match(/\.dist-info\/licenses\/(.+[^/])$/)?.[1];
        if (path) texts.set(path, (await readZipEntry(archive, entry)).toString('utf8'));
      }
      if (!texts.has('LICENSE')) throw new Error('it contains no licences');
      say(`licences of ${texts.size} parts of LibTorch from ${name}`);
      return texts;
    } catch (error) {
      tried.push(`${name}: ${error.message}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new SetupError(`LibTorch's licences were not found. Tried:\n${tried.join('\n')}`);
}
