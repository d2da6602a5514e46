/** Colour of what an SVG draws in `currentColor`, on the white of a picture file. */
const INK = '#1f2328';

/**
 * Draws an SVG as a PNG, on white. Text takes the machine's fonts: where none is installed the PNG has no
 * text, and the SVG is the one to look at.
 *
 * @param options.scale pixels per SVG unit
 * @param options.background a colour of CSS
 */
export async function svgToPng(
  svg: string,
  options: { scale?: number; background?: string } = {},
): Promise<Buffer> {
  const { Resvg } = await import('@resvg/resvg-js');
  const inked = withoutControls(svg).replace(/^<svg /, `<svg color="${INK}" `);
  return new Resvg(inked, {
    background: options.background ?? 'white',
    fitTo: { mode: 'zoom', value: options.scale ?? 2 },
    font: { loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
  })
    .render()
    .asPng();
}

/** What no XML may hold: most control characters, halves of pairs, two that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu;

/** An SVG or text with U+FFFD in place of the characters that make a file no XML. */
export const withoutControls = (text: string): string => text.replace(NO_XML, '\ufffd');

/** Text made safe for HTML and SVG, in content and in quoted attributes. */
export function escapeXml(text: string): string {
  return withoutControls(text).replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character]!,
  );
}
