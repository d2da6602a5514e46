import { readFileSync } from 'node:fs';
import { ClipTokenizer, TextTooLongError } from '@cotrain/models';
import { memory, scope } from '@cotrain/torch';
import test from 'ava';

interface Golden {
  sot: number;
  eot: number;
  vocab: number;
  cases: { text: string; encode: number[]; tokenize77: number[] }[];
}

const golden: Golden = JSON.parse(
  readFileSync(new URL('../golden/models/clip_tokenizer.json', import.meta.url), 'utf8'),
);
const tokenizer = ClipTokenizer.shared();

test('every golden text gives the official token ids', (t) => {
  const before = memory().tensors;
  t.is(tokenizer.sot, golden.sot);
  t.is(tokenizer.eot, golden.eot);
  t.is(tokenizer.vocabSize, golden.vocab);
  for (const { text, encode } of golden.cases) t.deepEqual(tokenizer.encode(text), encode, text);
  scope(() => {
    const tokens = tokenizer.tokenize(golden.cases.map(({ text }) => text));
    t.is(tokens.dtype, 'int64');
    t.deepEqual(
      tokens.toArray(),
      golden.cases.map(({ tokenize77 }) => tokenize77),
    );
  });
  t.is(memory().tensors, before);
});

// Ids by the official `simple_tokenizer.py` with ftfy 6.
const CLEANED: [text: string, plain: string][] = [
  ['It’s a “quoted” ﬁne oﬃce', 'it\'s a "quoted" fine office'],
  ['ＡＢＣ１２３　x', 'abc123 x'],
  ['a&amp;amp;b &lt;b&gt; &eacute;', 'a&b <b> é'],
  ['cafe\u0301', 'café'],
  ['tabs\t\tand\r\nlines\u2028x', 'tabs and lines x'],
  ['\x00\x07a\x1bb\ufeff', 'ab'],
  ['\x93a\x94 \x80 b\x85', '"a" € b…'],
];
for (const [text, plain] of CLEANED) {
  test(`${JSON.stringify(text)} is read as ${JSON.stringify(plain)}`, (t) => {
    t.deepEqual(tokenizer.encode(text), tokenizer.encode(plain));
    t.deepEqual(tokenizer.decode(tokenizer.encode(text)).replaceAll(' ', ''), plain.replaceAll(' ', ''));
  });
}

test('scripts, digits and long words split as officially', (t) => {
  const official: [string, number[]][] = [
    [
      'русский العربية हिन्दी 한국어',
      [
        16370, 39729, 23669, 23669, 27152, 29503, 373, 12973, 18843, 10948, 16378, 12046, 20915, 29446, 26721,
        26090, 19389, 29552, 25751, 15197, 250, 31871, 255, 31625, 368,
      ],
    ],
    ['3.14 ½ ٣', [274, 269, 272, 275, 33613, 149, 352]],
    ['antidisestablishmentarianism zxqj', [3120, 4262, 7726, 12658, 1585, 44351, 89, 87, 80, 329]],
    ["traffic_light they'LL", [3399, 318, 1395, 889, 1342]],
    ['👨‍👩‍👧 🇩🇪', [25023, 26304, 964, 356, 21531]],
    ['a<|endoftext|> & <|endoftext|>', [320, 49407, 261, 49407]],
    ['&<|endoftext|>', [5, 27, 347, 40786, 4160, 91, 285]],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', [23126, 23126, 23126, 23126, 6727, 19336]],
  ];
  for (const [text, ids] of official) t.deepEqual(tokenizer.encode(text), ids, text);
});

test('decoding gives the text back, a space after each word', (t) => {
  const ids = tokenizer.encode('Pedestrians crossing, 日本語 🚦!');
  t.is(tokenizer.decode(ids), 'pedestrians crossing , 日本語 🚦! ');
  t.is(
    tokenizer.decode([tokenizer.sot, ...tokenizer.encode('car'), tokenizer.eot]),
    '<|startoftext|>car <|endoftext|>',
  );
  t.is(tokenizer.decode([]), '');
});

test('a text that is too long is refused by name and length, or cut before its end token', (t) => {
  const text = 'car '.repeat(20);
  const error = t.throws(() => tokenizer.tokenize(['bus', text], { contextLength: 8 }), {
    instanceOf: TextTooLongError,
  });
  t.regex(error.message, /car car/);
  t.is(error.length, 22);
  t.is(error.contextLength, 8);
  scope(() => {
    const [car] = tokenizer.encode('car');
    const rows = tokenizer.tokenize(text, { contextLength: 4, truncate: true }).toArray();
    t.deepEqual(rows, [[tokenizer.sot, car, car, tokenizer.eot]]);
  });
  t.throws(() => tokenizer.tokenize('car', { truncated: true } as never), { message: /truncate/ });
});
