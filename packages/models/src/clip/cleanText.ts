import { decodeHTML } from 'entities';

/** Typographic characters that ftfy rewrites: its `uncurl_quotes` and `fix_latin_ligatures`. */
const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  ﬀ: 'ff',
  ﬁ: 'fi',
  ﬂ: 'fl',
  ﬃ: 'ffi',
  ﬄ: 'ffl',
  ﬅ: 'ſt',
  ﬆ: 'st',
};

const TYPOGRAPHIC = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');
/** ftfy's `fix_character_width`: forms that differ from the usual ones in width only. */
const FULL_OR_HALF_WIDTH = /[\uff01-\uffef\u3000]/gu;
/** ftfy's `remove_control_chars`, which keeps tabs and ends of lines. */
const CONTROL = /(?![\t\n\f\r\u0080-\u009f])\p{Cc}|[\u206a-\u206f\ufeff\ufff9-\ufffc]/gu;

/**
 * A text as CLIP's tokenizer reads it (`clip/simple_tokenizer.py`: `basic_clean`, `whitespace_clean`, lower case). Of ftfy, which the
 * official code runs first, this has what maps single characters; repairing text that was decoded with a wrong encoding
 * (`donâ€™t`) is left out.
 */
export function cleanText(text: string): string {
  const fixed = text
    .replace(TYPOGRAPHIC, (character) => PLAIN[character]!)
    .replace(FULL_OR_HALF_WIDTH, (character) => character.normalize('NFKC'))
    .replace(CONTROL, '')
    .normalize('NFC');
  return decodeHTML(decodeHTML(fixed)).replace(/\s+/gu, ' ').trim().toLowerCase();
}
