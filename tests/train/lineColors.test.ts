// The colours of curves can be told from both backgrounds of the page, and from each other.
import { readFileSync } from 'node:fs';
import test from 'ava';

const page = new URL('../../packages/train/', import.meta.url);
const { COLORS, lineStyle } = (await import(
  new URL('dist/browser/colors.js', page).href
)) as typeof import('../../packages/train/browser/colors.js');

/** WCAG 2.2: relative luminance of `#rrggbb`. */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light! + 0.05) / (dark! + 0.05);
}

test('every colour has a contrast of 3:1 on the light and on the dark page', (t) => {
  const style = readFileSync(new URL('src/report/style.ts', page), 'utf8');
  const backgrounds = [...style.matchAll(/--(?:card|paper): (#[0-9a-f]{6})/g)].map(([, color]) => color!);
  t.is(backgrounds.length, 4, 'card and paper, light and dark');
  t.is(contrast('#000000', '#ffffff'), 21);
  for (const background of backgrounds)
    for (const color of COLORS) {
      const ratio = contrast(color, background);
      t.true(ratio >= 3, `${color} on ${background}: ${ratio.toFixed(2)}`);
    }
});

test('no two of a hundred curves look the same', (t) => {
  const styles = Array.from({ length: 100 }, (_, i) => JSON.stringify(lineStyle(i)));
  t.is(new Set(styles).size, styles.length);
  t.is(new Set(COLORS).size, COLORS.length);
});
