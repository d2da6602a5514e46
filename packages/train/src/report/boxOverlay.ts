import { type Boxes, edgesOf, type RgbImage } from '@cotrain/data';
import type { ClassStyle } from './overlay.js';
import { drawPanels, FONT, LETTER, type LegendEntry, label, type Panel, type PanelFrame } from './panels.js';

/** Image, boxes and style of a picture with boxes. */
export interface BoxOverlayOptions extends ClassStyle {
  image: RgbImage;
  /** Null where the frame is not labelled for detection. */
  truth: Boxes | null;
  prediction: Boxes;
  /** Stands above the first picture. Default 'image'. */
  caption?: string;
  /** Width of each of the three pictures in pixels. Default 480, and at most twice the image's. */
  width?: number;
}

/**
 * Draws image, true boxes and found boxes side by side as a PNG, with captions and a legend of the classes
 * that occur.
 */
export async function drawBoxOverlay(options: BoxOverlayOptions): Promise<Buffer> {
  const { image, truth, prediction, caption = 'image', width } = options;
  const panels = [
    { caption, image },
    ...(truth ? [boxPanel('truth', image, truth, options)] : []),
    boxPanel('prediction', image, prediction, options),
  ];
  return drawPanels([panels], boxLegend([truth, prediction], options), width === undefined ? {} : { width });
}

/** An image under boxes, each in its class's colour, with its score where it has one. */
export function boxPanel(caption: string, image: RgbImage, boxes: Boxes, style: ClassStyle): Panel {
  // The surest are drawn last, so that none of the others hides them.
  const scoreOf = (row: number) => boxes.scores?.[row] ?? 1;
  const order = [...boxes.classes.keys()].sort((a, b) => scoreOf(a) - scoreOf(b));
  return {
    caption,
    image,
    drawing: (frame) => order.map((row) => drawBox(boxes, row, style, frame)).join(''),
  };
}

/** The classes that occur. */
export function boxLegend(lists: readonly (Boxes | null)[], { classes, palette }: ClassStyle): LegendEntry[] {
  const seen = new Set(lists.flatMap((boxes) => [...(boxes?.classes ?? [])]));
  return classes.flatMap((name, id) => (seen.has(id) ? [{ name, color: palette[id]! }] : []));
}

function drawBox(
  boxes: Boxes,
  row: number,
  { classes, palette }: ClassStyle,
  { scaleX, scaleY }: PanelFrame,
): string {
  const [x1, y1, x2, y2] = edgesOf(boxes, row);
  const [id, score] = [boxes.classes[row]!, boxes.scores?.[row]];
  const color = `rgb(${palette[id]!.join(',')})`;
  const [x, y] = [x1 * scaleX, y1 * scaleY];
  const outline = `<rect x="${x}" y="${y}" width="${(x2 - x1) * scaleX}" height="${(y2 - y1) * scaleY}" fill="none" stroke="${color}" stroke-width="2"/>`;
  if (score === undefined) return outline;
  const text = `${classes[id]} ${Math.round(100 * score)}`;
  const height = FONT + 3;
  const top = y >= height ? y - height : y;
  const tag = `<rect x="${x}" y="${top}" width="${text.length * FONT * LETTER + 4}" height="${height}" fill="${color}"/>`;
  return outline + tag + label(text, x + 3, top + FONT, 500, inkOn(palette[id]!));
}

/** Black on light colours, white on dark ones (luma of ITU-R BT.601). */
const inkOn = ([red, green, blue]: readonly [number, number, number]): string =>
  0.299 * red + 0.587 * green + 0.114 * blue > 150 ? 'black' : 'white';
