import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Leaves room for endings and for the names of temporary files below the 255 bytes of most file systems. */
const LONGEST = 180;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not stay
const UNSAFE = /[\u0000-\u001f\u007f-\u009f<>:"|?*\\\ud800-\udfff\ufffd\ufffe\uffff]/gu;
/** Devices of Windows, whatever follows their dot. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
const MARKED = /~[0-9a-f]{10}$/;

/**
 * Where a file of a frame belongs: `folder/NAME.ending`. Names come from files that anybody may have written,
 * so this is the one place where they become paths.
 *
 * A name that is safe stays as it is, and folders in it (`cam0/0001`) stay folders below `folder`. Any other
 * is changed: `..`, `.` and empty parts are left out, characters that file systems or terminals do not bear
 * become `_`, overlong parts are cut, and the last part gets `~` and ten digits of the name's SHA-256, so
 * that no two names share a file.
 *
 * @param ending with its dot
 */
export function frameFile(folder: string, name: string, ending: string): string {
  const safe = name.split('/').map(safePart);
  const parts = safe.filter((part) => part !== '');
  if (name !== '' && parts.join('/') === name && !MARKED.test(name)) return join(folder, `${name}${ending}`);
  const mark = createHash('sha256').update(name).digest('hex').slice(0, 10);
  const last = parts.pop() ?? '';
  return join(folder, ...parts, `${last}~${mark}${ending}`);
}

function safePart(part: string): string {
  if (/^\.*$/.test(part)) return '';
  let safe = part.replace(UNSAFE, '_');
  // Hidden files are no data, and Windows drops dots and spaces at the end.
  safe = safe.replace(/^\./, '_').replace(/[. ]$/, '_');
  if (RESERVED.test(safe)) safe = `_${safe}`;
  while (Buffer.byteLength(safe) > LONGEST) safe = [...safe].slice(0, -1).join('');
  return safe;
}
