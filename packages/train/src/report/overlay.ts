import type { LabelMask, RgbImage } from '@cotrain/data';
import { ReportError } from './errors.js';
import { drawPanels, type LegendEntry, type Panel } from './panels.js';

/** How classes are shown. */
export interface ClassStyle {
  /** Class names; the index is the class id. */
  classes: readonly string[];
  /** Colours by class id, 0-255. */
  palette: readonly (readonly [number, number, number])[];
  /** Classes without colour, such as the background of the drivable area. Default: none. */
  plain?: readonly string[];
}

/** Image, class map and style of an image with classes. */
export interface OverlayOptions extends ClassStyle {
  image: RgbImage;
  /** Ground-truth map; null if the frame has no label for this task. */
  truth: LabelMask | null;
  prediction: LabelMask;
  /** Caption of the first image. Default 'image'. */
  caption?: string;
  /** Opacity of the colours over the image, 0-1. Default 0.55. */
  alpha?: number;
  /** Width of each of the three images in pixels. Default 480, and at most twice the image's width. */
  width?: number;
}

/**
 * Draws image, ground truth and prediction side by side as a PNG, with captions and a legend of the classes
 * that occur. Ignored pixels (ids outside the class list) and `plain` classes show the image.
 *
 * @throws ReportError if a mask differs from the image in size, or the palette has too few colours
 */
export async function drawOverlay(options: OverlayOptions): Promise<Buffer> {
  const { image, truth, prediction, caption = 'image', alpha, width } = options;
  const panel = (role: string, mask: LabelMask) => maskPanel(role, image, mask, options, alpha);
  const panels = [
    { caption, image },
    ...(truth ? [panel('truth', truth)] : []),
    panel('prediction', prediction),
  ];
  return drawPanels([panels], maskLegend([truth, prediction], options), width === undefined ? {} : { width });
}

/** An image with a coloured mask. @throws ReportError as `drawOverlay` */
export function maskPanel(
  caption: string,
  image: RgbImage,
  mask: LabelMask,
  style: ClassStyle,
  alpha = 0.55,
): Panel {
  const { classes, palette } = style;
  if (palette.length < classes.length) {
    throw new ReportError(`the palette has ${palette.length} colours for ${classes.length} classes`);
  }
  if (mask.width !== image.width || mask.height !== image.height) {
    throw new ReportError(
      `the ${caption} mask is ${mask.width}x${mask.height}, but its image is ${image.width}x${image.height}`,
    );
  }
  return { caption, image: { ...image, data: blend(image, mask, colorsOf(style), alpha) } };
}

type Colors = readonly (readonly [number, number, number] | null)[];

const colorsOf = ({ classes, palette, plain = [] }: ClassStyle): Colors =>
  classes.map((name, id) => (plain.includes(name) ? null : palette[id]!));

function blend(image: RgbImage, mask: LabelMask, colors: Colors, alpha: number): Uint8Array {
  // What a byte becomes under each channel of each colour: a picture has far more pixels.
  const tables = colors.map((color) =>
    color?.map((value) =>
      Uint8Array.from({ length: 256 }, (_, byte) => Math.round((1 - alpha) * byte + alpha * value)),
    ),
  );
  const pixels = Uint8Array.from(image.data);
  for (let i = 0, at = 0; i < mask.data.length; i++, at += 3) {
    const table = tables[mask.data[i]!];
    if (!table) continue;
    pixels[at] = table[0]![pixels[at]!]!;
    pixels[at + 1] = table[1]![pixels[at + 1]!]!;
    pixels[at + 2] = table[2]![pixels[at + 2]!]!;
  }
  return pixels;
}

/** The classes that occur in any of the masks. */
export function maskLegend(masks: readonly (LabelMask | null)[], style: ClassStyle): LegendEntry[] {
  const seen = new Uint8Array(256);
  for (const mask of masks) {
    const { data } = mask ?? { data: [] };
    for (let i = 0; i < data.length; i++) seen[data[i]!] = 1; // several times as fast as an iterator
  }
  const colors = colorsOf(style);
  return style.classes.flatMap((name, id) => {
    const color = colors[id];
    return color && seen[id] ? [{ name, color }] : [];
  });
}
