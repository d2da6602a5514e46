import { decodeHTML } from 'entities';

/** Latin ligatures and digraphs, and forms that differ from the usual characters in width only. */
const COMPATIBILITY = /[ĲĳŉǄ-ǌǱ-ǳﬀ-ﬄﬆ\uff01-\uffef\u3000]/gu;
const SINGLE_QUOTE = /[\u02bc\u2018-\u201b]/gu;
const DOUBLE_QUOTE = /[\u201c-\u201f]/gu;
const CONTROL = /(?![\t\n\f\r\u0080-\u009f])\p{Cc}|[\u206a-\u206f\ufeff\ufff9-\ufffc]/gu;
const C1 = /[\u0080-\u009f]/gu;
/**
 * The bytes 0x80 to 0x9f in Windows-1252, where five are undefined; taken for Latin-1 they become C1
 * controls.
 */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The parts of ftfy 6's `fix_text` that map single characters, in its order. */
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
 * A text as CLIP's tokenizer reads it (`clip/simple_tokenizer.py`: `basic_clean`, `whitespace_clean`, lower
 * case). The official code runs ftfy first; of that, the repair of text that was decoded with a wrong
 * encoding (`donâ€™t`) and the removal of terminals' colour codes are left out.
 */
export function cleanText(text: string): string {
  const unescaped = decodeHTML(decodeHTML(fixCharacters(text)));
  return unescaped.replace(/\s+/gu, ' ').trim().toLowerCase();
}
