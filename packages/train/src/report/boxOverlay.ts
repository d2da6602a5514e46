import { type Boxes, edgesOf, type RgbImage } from '@cotrain/data';
import type { ClassStyle } from './overlay.js';
import { drawPanels, FONT, LETTER, type LegendEntry, label, type Panel, type PanelFrame } from './panels.js';

/** Image, boxes and style of an image with boxes. */
export interface BoxOverlayOptions extends ClassStyle {
  image: RgbImage;
  /** Ground-truth boxes; null if the frame is not labelled for detection. */
  truth: Boxes | null;
  prediction: Boxes;
  /** Caption of the first image. Default 'image'. */
  caption?: string;
  /** Width of each of the three images in pixels. Default 480, and at most twice the image's width. */
  width?: number;
}

/**
 * Draws image, ground-truth boxes and detections side by side as a PNG, with captions and a legend of the
 * classes that occur.
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

/** An image with boxes, each in its class's colour, with its score if it has one. */
export function boxPanel(caption: string, image: RgbImage, boxes: Boxes, style: ClassStyle): Panel {
  // Boxes with high scores are drawn last, so that they are not hidden.
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
  const edges = `x="${x}" y="${y}" width="${(x2 - x1) * scaleX}" height="${(y2 - y1) * scaleY}" fill="none"`;
  // A seam in the opposite lightness keeps dark boxes visible at night, and light ones before the sky.
  const seam = `<rect ${edges} stroke="${inkOn(palette[id]!)}" stroke-opacity="0.75" stroke-width="4"/>`;
  const outline = `${seam}<rect ${edges} stroke="${color}" stroke-width="2"/>`;
  const text = score === undefined ? classes[id]! : `${classes[id]} ${Math.round(100 * score)}`;
  const height = FONT + 3;
  const top = y >= height ? y - height : y;
  const tag = `<rect x="${x}" y="${top}" width="${text.length * FONT * LETTER + 4}" height="${height}" fill="${color}"/>`;
  return outline + tag + label(text, x + 3, top + FONT, 500, inkOn(palette[id]!));
}

/** Black on light colours, white on dark ones (luma of ITU-R BT.601). */
const inkOn = ([red, green, blue]: readonly [number, number, number]): string =>
  0.299 * red + 0.587 * green + 0.114 * blue > 150 ? 'black' : 'white';
