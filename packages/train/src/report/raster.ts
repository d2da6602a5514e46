/** Colour of `currentColor` in image files, on white. */
const INK = '#1f2328';

/**
 * Draws an SVG as a PNG on white. Text uses the machine's fonts; if none is installed, the PNG has no text
 * and the SVG should be used instead.
 *
 * @param options.scale pixels per SVG unit
 * @param options.background a CSS colour
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

/**
 * Characters that XML does not allow: most control characters, unpaired surrogates, and two noncharacters.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu;

/** An SVG or text with U+FFFD in place of characters that are invalid in XML. */
export const withoutControls = (text: string): string => text.replace(NO_XML, '\ufffd');

/** Escapes text for HTML and SVG, in content and in quoted attributes. */
export function escapeXml(text: string): string {
  return withoutControls(text).replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character]!,
  );
}
