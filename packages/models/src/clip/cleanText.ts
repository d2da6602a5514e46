import { decodeHTML } from 'entities';

/** Latin ligatures and digraphs, and characters that differ from the usual ones only in width. */
const COMPATIBILITY = /[ĲĳŉǄ-ǌǱ-ǳﬀ-ﬄﬆ\uff01-\uffef\u3000]/gu;
const SINGLE_QUOTE = /[\u02bc\u2018-\u201b]/gu;
const DOUBLE_QUOTE = /[\u201c-\u201f]/gu;
const CONTROL = /(?![\t\n\f\r\u0080-\u009f])\p{Cc}|[\u206a-\u206f\ufeff\ufff9-\ufffc]/gu;
const C1 = /[\u0080-\u009f]/gu;
/**
 * The bytes 0x80 to 0x9f in Windows-1252, of which five are undefined. If decoded as Latin-1, they become C1
 * controls.
 */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The steps of ftfy 6's `fix_text` that map single characters, in its order. */
function fixCharacters(text: string): string {
  return text
    .replace(C1, (control) => WINDOWS_1252[control.codePointAt(0)! - 0x80]!)
    .replace(COMPATIBILITY, (character) => character.normalize('NFKC'))
    .replaceAll('ﬅ', 'ſt')
    .replace(SINGLE_QUOTE, "'")
    .replace(DOUBLE_QUOTE, '"')
    .replace(CONTROL, '')
    .normalize('NFC');
}

/**
 * Cleans a text like CLIP's tokenizer (`clip/simple_tokenizer.py`: `basic_clean`, `whitespace_clean`, lower
 * case). The official code first runs ftfy. Two of its steps are not implemented: the repair of text decoded
 * with a wrong encoding (`donâ€™t`) and the removal of terminal colour codes.
 */
export function cleanText(text: string): string {
  const unescaped = decodeHTML(decodeHTML(fixCharacters(text)));
  return unescaped.replace(/\s+/gu, ' ').trim().toLowerCase();
}
