import type { Frame } from './camera.js';
import { type Color, mix, scale } from './color.js';
import type { Stage } from './stage.js';

export interface Body {
  length: number;
  width: number;
  height: number;
}

export interface Vehicle extends Body {
  /** Draws the vehicle centred on the frame. */
  draw(stage: Stage, frame: Frame): void;
}

const TYRE: Color = [28, 28, 30];
const HUB: Color = [128, 130, 134];
export const DARK: Color = [34, 35, 38];
const PLATE: Color = [222, 222, 214];
const TAIL_LAMP: Color = [150, 22, 24];
const TAIL_LAMP_LIT: Color = [255, 52, 44];
const HEAD_LAMP: Color = [224, 226, 220];
const HEAD_LAMP_LIT: Color = [255, 250, 228];

export const PAINTS: readonly (readonly [Color, number])[] = [
  [[232, 232, 230], 5],
  [[178, 182, 186], 5],
  [[106, 110, 116], 4],
  [[34, 36, 40], 4],
  [[38, 66, 128], 2],
  [[150, 30, 34], 2],
  [[92, 22, 30], 1],
  [[196, 182, 152], 1],
  [[44, 92, 78], 1],
  [[204, 128, 40], 0.6],
  [[86, 132, 176], 1],
  [[226, 190, 52], 0.5],
];

/** Draws bumpers, plates, grille and lamps of both ends. Lamps that shine towards the camera get a halo. */
export function bumperAndLamps(
  stage: Stage,
  frame: Frame,
  { length, width }: Pick<Body, 'length' | 'width'>,
  shoulder: number,
  clearance: number,
  paint: Color,
): void {
  const half = length / 2;
  const w = width / 2;
  const lampBottom = shoulder * 0.72;
  for (const [end, litColor, color] of [
    [-half, TAIL_LAMP_LIT, TAIL_LAMP],
    [half, HEAD_LAMP_LIT, HEAD_LAMP],
  ] as const) {
    stage.across(frame, end, -w, w, clearance, clearance + 0.18, scale(mix(paint, DARK, 0.65), 0.9));
    stage.across(frame, end, -0.26, 0.26, clearance + 0.2, clearance + 0.32, PLATE, 2);
    if (end > 0) stage.across(frame, end, -w * 0.5, w * 0.5, lampBottom - 0.12, lampBottom + 0.05, DARK, 2);
    const lamps = () => {
      for (const side of [-1, 1]) {
        const [inner, outer] = [side * w * 0.66, side * w * 0.98];
        const lamp = stage.style.lampsLit ? litColor : color;
        stage.across(
          frame,
          end,
          Math.min(inner, outer),
          Math.max(inner, outer),
          lampBottom,
          shoulder * 0.97,
          lamp,
          3,
        );
        const [x, y, z] = frame.at(side * w * 0.82, shoulder * 0.85, end + Math.sign(end) * 0.1);
        const facesCamera = z < frame.z;
        if (facesCamera) stage.glow([x, y, z], end > 0 ? 1.1 : 0.45, litColor);
      }
    };
    if (stage.style.lampsLit) stage.shine(lamps);
    else lamps();
  }
}

export function wheels(
  stage: Stage,
  frame: Frame,
  width: number,
  radius: number,
  places: readonly number[],
): void {
  const circle = Array.from({ length: 12 }, (_, i) => (i * Math.PI) / 6);
  for (const place of places) {
    for (const side of [-1, 1]) {
      const outer = (side * width) / 2 + side * 0.01;
      const inner = outer - side * 0.22;
      const tread: [number, number, number, number] = [
        Math.min(inner, outer),
        Math.max(inner, outer),
        place - radius * 0.7,
        place + radius * 0.7,
      ];
      stage.block(frame, tread, 0, tread, radius * 1.5, TYRE);
      const ring = (r: number) =>
        circle.map((angle) => frame.at(outer, radius + r * Math.sin(angle), place + r * Math.cos(angle)));
      stage.canvas.polygon(ring(radius), TYRE, 2);
      stage.canvas.polygon(ring(radius * 0.58), HUB, 3);
    }
  }
}

export function glassColor({ style }: Stage): Color {
  return style.timeOfDay === 'night' ? [40, 44, 54] : mix([34, 42, 50], style.skyBottom, 0.22);
}
