import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Leaves room for extensions and temporary names within the limit of 255 bytes of most file systems. */
const LONGEST = 180;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not stay
const UNSAFE = /[\u0000-\u001f\u007f-\u009f<>:"|?*\\\ud800-\udfff\ufffd\ufffe\uffff]/gu;
/** Device names of Windows, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
const MARKED = /~[0-9a-f]{10}$/;

/**
 * Path for a frame's file: `folder/NAME.ending`. Names come from untrusted files, and this is the only place
 * where they become paths.
 *
 * A safe name stays unchanged, and folders in it (`cam0/0001`) become folders below `folder`. Any other name
 * is changed: `..`, `.` and empty parts are removed, characters that file systems or terminals do not support
 * become `_`, long parts are truncated, and the last part gets `~` and ten digits of the name's SHA-256, so
 * that no two names share a file.
 *
 * @param ending extension, including its dot
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
  // A leading dot would hide the file, and Windows drops trailing dots and spaces.
  safe = safe.replace(/^\./, '_').replace(/[. ]$/, '_');
  if (RESERVED.test(safe)) safe = `_${safe}`;
  while (Buffer.byteLength(safe) > LONGEST) safe = [...safe].slice(0, -1).join('');
  return safe;
}
