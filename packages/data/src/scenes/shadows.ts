import type { Stage } from './stage.js';

/** Casts shadows. They darken the ground only, so all of them are cast before any object is drawn. */
export class ShadowCaster {
  constructor(private readonly stage: Stage) {}

  /** Casts a soft patch under an object of the given size, shifted away from the sun. */
  cast(s: number, z: number, width: number, length: number, turn = 0): void {
    const { canvas, style } = this.stage;
    const frame = this.stage.place(s, z, turn);
    const shift = -style.sunSide * 0.25;
    for (const grow of [1.25, 1.08]) {
      const points = Array.from({ length: 12 }, (_, i) => {
        const angle = (i * Math.PI) / 6;
        // A superellipse: a rectangle with round corners.
        const right = Math.sign(Math.cos(angle)) * Math.abs(Math.cos(angle)) ** 0.5;
        const ahead = Math.sign(Math.sin(angle)) * Math.abs(Math.sin(angle)) ** 0.5;
        const [x, , depth] = frame.at((right * width * grow) / 2 + shift, 0, (ahead * length * grow) / 2);
        return [x, depth] as const;
      });
      canvas.shadow(points, Math.sqrt(style.shadow));
    }
  }

  /** Casts the long shadow of a thin object, away from the sun. */
  castLong(s: number, z: number, width: number, length: number): void {
    const { canvas, style } = this.stage;
    if (style.timeOfDay === 'night' || style.cloudCover > 0.8) return;
    const away = -Math.sign(style.sunSide);
    const points: [s: number, z: number][] = [
      [s - width / 4, z - width / 4],
      [s + away * length, z + length * 0.3 - width / 2],
      [s + away * (length + width / 2), z + length * 0.3],
      [s + away * length, z + length * 0.3 + width / 2],
      [s + width / 4, z + width / 4],
    ];
    canvas.shadow(
      points.map(([at, depth]) => this.stage.ground(at, depth)),
      style.shadow,
    );
  }
}

/** Draws an object that has been planned and whose shadow has been cast. */
export type Draw = () => void;
