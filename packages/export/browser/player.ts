// Plays a video or the camera: frame by frame as fast as the model computes them.
import { byId } from './dom.js';
import type { Source } from './sources.js';

type Moving = Exclude<Source, { kind: 'photograph' }>;

/** What the player needs of the page. */
export interface PlayerPage {
  isReady(): boolean;
  /** @param rate frames a second; null for a single frame */
  look(image: ImageBitmap, name: string, rate: number | null): Promise<void>;
  paused(): void;
  failed(error: unknown): void;
}

/** Weight of the latest frame in the mean time between frames. */
const LATEST = 0.2;

/** Shows the frames of one source at a time. */
export class Player {
  #source: Moving | null = null;
  #seen = Number.NaN;
  readonly #play = byId<HTMLButtonElement>('play');
  readonly #seek = byId<HTMLInputElement>('seek');

  constructor(readonly page: PlayerPage) {
    this.#play.onclick = () => this.#toggle();
    this.#seek.oninput = () => {
      if (this.#source) this.#source.video.currentTime = this.#seek.valueAsNumber;
    };
  }

  start(source: Moving): void {
    this.#source = source;
    this.refresh();
    const { video, kind } = source;
    byId('player').hidden = kind === 'camera';
    this.#seek.max = String(video.duration || 0);
    video.onplay = video.onpause = () => {
      this.#play.textContent = video.paused ? 'Play' : 'Pause';
      if (video.paused) this.page.paused();
    };
    video.onerror = () => this.page.failed(new Error(`${source.name} stopped: the rest cannot be played.`));
    // Whoever asked for less motion starts it.
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#play.textContent = isCalm ? 'Play' : 'Pause';
    if (kind === 'video' && !isCalm) void video.play().catch(() => {});
    void this.#run(source);
  }

  stop(): void {
    this.#source = null;
    byId('player').hidden = true;
  }

  /** Looks at the present frame again. */
  refresh(): void {
    this.#seen = Number.NaN;
  }

  #toggle(): void {
    const video = this.#source?.video;
    if (video?.paused) void video.play().catch((error: unknown) => this.page.failed(error));
    else video?.pause();
  }

  async #run(source: Moving): Promise<void> {
    const { video, name } = source;
    let period: number | null = null;
    let last = performance.now();
    while (this.#source === source) {
      const image = video.currentTime === this.#seen ? null : await this.#grab(video);
      if (image) {
        await this.page.look(image, name, video.paused ? null : period === null ? 0 : 1000 / period);
        const now = performance.now();
        period = period === null ? now - last : (1 - LATEST) * period + LATEST * (now - last);
        last = now;
      }
      this.#showTime(video);
      await new Promise(requestAnimationFrame);
    }
  }

  /** The present frame; null until there is one. */
  async #grab(video: HTMLVideoElement): Promise<ImageBitmap | null> {
    if (!this.page.isReady() || video.seeking) return null;
    const time = video.currentTime;
    // A video that says that it has a frame may not have decoded it.
    const image = await createImageBitmap(video).catch(() => null);
    if (image) this.#seen = time;
    return image;
  }

  #showTime({ currentTime, duration }: HTMLVideoElement): void {
    if (!Number.isFinite(duration)) return;
    if (document.activeElement !== this.#seek || !this.#seek.matches(':active'))
      this.#seek.value = String(currentTime);
    const text = `${clock(currentTime)} / ${clock(duration)}`;
    if (byId('clock').textContent === text) return;
    byId('clock').textContent = text;
    this.#seek.setAttribute('aria-valuetext', text);
  }
}

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
