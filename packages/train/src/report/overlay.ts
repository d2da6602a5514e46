import type { LabelMask, RgbImage } from '@cotrain/data';
import sharp from 'sharp';
import { ReportError } from './errors.js';
import { escapeXml, svgToPng } from './raster.js';

export interface OverlayOptions {
  image: RgbImage;
  /** Null where the frame has no label for this task. */
  truth: LabelMask | null;
  prediction: LabelMask;
  /** Class names; the index is the class id. */
  classes: readonly string[];
  /** Colours by class id, 0-255. */
  palette: readonly (readonly [number, number, number])[];
  /** Classes that are left uncoloured, such as the background of the drivable area. */
  plain?: readonly string[];
  /** Stands above the first picture. */
  caption?: string;
  /** Share of the colour over the picture, 0-1. */
  alpha?: number;
  /** Width of each of the three pictures in pixels. */
  width?: number;
}

interface LegendEntry {
  name: string;
  color: readonly [number, number, number];
}

const GAP = 8;
const CAPTION = 26;
const LEGEND_LINE = 22;
const FONT = 13;
/** Mean advance of a sans-serif letter relative to its size, rounded up: text is placed without measuring it. */
const LETTER = 0.62;

/**
 * Draws image, truth and prediction side by side as a PNG, with captions and a legend of the classes that occur.
 * Ignored pixels (ids outside of the class list) and `plain` classes show the bare image.
 *
 * @throws ReportError when a mask is not of the image's size, or the palette has too few colours
 */
export async function drawOverlay(options: OverlayOptions): Promise<Buffer> {
  const { image, truth, prediction, classes, palette, plain = [], caption = 'image', alpha = 0.55 } = options;
  if (palette.length < classes.length) {
    throw new ReportError(`the palette has ${palette.length} colours for ${classes.length} classes`);
  }
  for (const [role, mask] of Object.entries({ truth, prediction })) {
    if (mask && (mask.width !== image.width || mask.height !== image.height)) {
      throw new ReportError(
        `the ${role} mask is ${mask.width}x${mask.height}, but its image is ${image.width}x${image.height}`,
      );
    }
  }
  const colors = classes.map((name, id) => (plain.includes(name) ? null : palette[id]!));
  const panelWidth = Math.min(options.width ?? 480, image.width * 2);
  const panelHeight = Math.max(1, Math.round((image.height * panelWidth) / image.width));
  const panels = [
    { caption, pixels: image.data },
    ...(truth ? [{ caption: 'truth', pixels: blend(image, truth, colors, alpha) }] : []),
    { caption: 'prediction', pixels: blend(image, prediction, colors, alpha) },
  ];
  const width = panels.length * panelWidth + (panels.length - 1) * GAP;
  const legend = placeLegend(legendOf(classes, colors, [truth, prediction]), width);
  const height = CAPTION + panelHeight + GAP + legend.lines * LEGEND_LINE;

  const captions = panels.map(({ caption: text }, i) =>
    label(clip(text, panelWidth), i * (panelWidth + GAP), 17, 600),
  );
  const frame = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    ...captions,
    `<g transform="translate(0 ${CAPTION + panelHeight + GAP})">${legend.svg}</g>`,
    '</svg>',
  ].join('');
  const pictures = await Promise.all(
    panels.map(async ({ pixels }, i) => ({
      input: await sharp(pixels, { raw: { width: image.width, height: image.height, channels: 3 } })
        .resize(panelWidth, panelHeight, { fit: 'fill' })
        .png()
        .toBuffer(),
      left: i * (panelWidth + GAP),
      top: CAPTION,
    })),
  );
  return sharp(await svgToPng(frame, { scale: 1 }))
    .composite(pictures)
    .removeAlpha()
    .png()
    .toBuffer();
}

function blend(
  image: RgbImage,
  mask: LabelMask,
  colors: readonly (readonly [number, number, number] | null)[],
  alpha: number,
): Uint8Array {
  const pixels = Uint8Array.from(image.data);
  for (let i = 0; i < mask.data.length; i++) {
    const color = colors[mask.data[i]!];
    if (!color) continue;
    for (let channel = 0; channel < 3; channel++) {
      const at = 3 * i + channel;
      pixels[at] = Math.round((1 - alpha) * pixels[at]! + alpha * color[channel]!);
    }
  }
  return pixels;
}

function legendOf(
  classes: readonly string[],
  colors: readonly (readonly [number, number, number] | null)[],
  masks: readonly (LabelMask | null)[],
): LegendEntry[] {
  const seen = new Set(masks.flatMap((mask) => [...new Set(mask?.data)]));
  return classes.flatMap((name, id) => {
    const color = colors[id];
    return color && seen.has(id) ? [{ name, color }] : [];
  });
}

function placeLegend(entries: readonly LegendEntry[], width: number): { svg: string; lines: number } {
  const swatch = 14;
  let x = 0;
  let line = 0;
  const parts = entries.map(({ name, color }) => {
    const advance = swatch + 6 + name.length * FONT * LETTER + 14;
    if (x > 0 && x + advance > width) {
      x = 0;
      line++;
    }
    const y = line * LEGEND_LINE;
    const part =
      `<rect x="${x}" y="${y + 2}" width="${swatch}" height="${swatch}" rx="3" fill="rgb(${color.join(',')})"/>` +
      label(name, x + swatch + 6, y + 14, 400);
    x += advance;
    return part;
  });
  return { svg: parts.join(''), lines: entries.length === 0 ? 0 : line + 1 };
}

function label(text: string, x: number, y: number, weight: number): string {
  return (
    `<text x="${x}" y="${y}" font-family="Inter, DejaVu Sans, sans-serif" font-size="${FONT}" ` +
    `font-weight="${weight}" fill="currentColor">${escapeXml(text)}</text>`
  );
}

function clip(text: string, width: number): string {
  const letters = Math.max(1, Math.floor(width / (FONT * LETTER)));
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}
