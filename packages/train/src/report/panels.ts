import type { RgbImage } from '@cotrain/data';
import sharp from 'sharp';
import { escapeXml, svgToPng } from './raster.js';

/** One image of a sheet. */
export interface Panel {
  caption: string;
  image: RgbImage;
  /** SVG elements over the image, in the coordinates of `PanelFrame`. */
  drawing?: (frame: PanelFrame) => string;
}

/** Size at which a panel is shown, and the scale factors from the image's pixels. */
export interface PanelFrame {
  width: number;
  height: number;
  scaleX: number;
  scaleY: number;
}

/** Name and colour in a legend. */
export interface LegendEntry {
  name: string;
  color: readonly [number, number, number];
}

const GAP = 8;
const CAPTION = 26;
const LEGEND_LINE = 22;
export const FONT = 13;
/**
 * Mean advance of a sans-serif letter relative to its size, rounded up, because text is placed without
 * measuring it.
 */
export const LETTER = 0.62;
const DEFAULT_WIDTH = 480;

/**
 * Draws rows of images with captions, and a legend below, as a PNG.
 *
 * @param options.width width of each image in pixels
 */
export async function drawPanels(
  rows: readonly (readonly Panel[])[],
  legend: readonly LegendEntry[],
  options: { width?: number } = {},
): Promise<Buffer> {
  const { image } = rows[0]![0]!;
  const panelWidth = Math.min(options.width ?? DEFAULT_WIDTH, image.width * 2);
  const panelHeight = Math.max(1, Math.round((image.height * panelWidth) / image.width));
  const columns = Math.max(...rows.map((row) => row.length));
  const width = columns * panelWidth + (columns - 1) * GAP;
  const rowHeight = CAPTION + panelHeight + GAP;
  const placed = placeLegend(legend, width);
  const height = rows.length * rowHeight + placed.lines * LEGEND_LINE;
  const cells = rows.flatMap((row, r) =>
    row.map((panel, c) => ({ panel, left: c * (panelWidth + GAP), top: r * rowHeight })),
  );

  const pictures = await Promise.all(
    cells.map(async ({ panel, left, top }) => {
      const { data, ...size } = panel.image;
      return {
        input: await sharp(data, { raw: { ...size, channels: 3 } })
          .resize(panelWidth, panelHeight, { fit: 'fill' })
          .raw()
          .toBuffer(),
        raw: { width: panelWidth, height: panelHeight, channels: 3 as const },
        left,
        top: top + CAPTION,
      };
    }),
  );
  const drawings = cells.map(({ panel, left, top }) => {
    if (!panel.drawing) return '';
    const frame = {
      width: panelWidth,
      height: panelHeight,
      scaleX: panelWidth / panel.image.width,
      scaleY: panelHeight / panel.image.height,
    };
    // A nested svg clips elements that leave the image.
    return `<svg x="${left}" y="${top + CAPTION}" width="${panelWidth}" height="${panelHeight}">${panel.drawing(frame)}</svg>`;
  });
  const captions = cells.map(({ panel, left, top }) =>
    label(clip(panel.caption, panelWidth), left, top + 17, 600),
  );
  const legendBelow = `<g transform="translate(0 ${rows.length * rowHeight})">${placed.svg}</g>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${[...drawings, ...captions, legendBelow].join('')}</svg>`;
  // One SVG for all: drawing it begins with reading the machine's fonts.
  const over = await svgToPng(svg, { scale: 1, background: 'transparent' });
  return sharp({ create: { width, height, channels: 3, background: 'white' } })
    .composite([...pictures, { input: over, left: 0, top: 0 }])
    .removeAlpha()
    .png()
    .toBuffer();
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

export function label(text: string, x: number, y: number, weight: number, fill = 'currentColor'): string {
  return (
    `<text x="${x}" y="${y}" font-family="Inter, DejaVu Sans, sans-serif" font-size="${FONT}" ` +
    `font-weight="${weight}" fill="${fill}">${escapeXml(text)}</text>`
  );
}

function clip(text: string, width: number): string {
  const letters = Math.max(1, Math.floor(width / (FONT * LETTER)));
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}
