// The page: one picture, what the model sees in it, and the reader's choices.
import { byId } from './dom.js';
import { savePicture, savePredictions } from './downloads.js';
import { Engine, type Predicted } from './engine.js';
import { type Layers, makeLayers } from './layers.js';
import { followServer } from './live.js';
import type { Backend } from './messages.js';
import { paint, type Scene } from './painter.js';
import { Player } from './player.js';
import { describe, showResults, showTimes } from './results.js';
import { openCamera, openFile, type Source } from './sources.js';

const canvas = byId<HTMLCanvasElement>('canvas');
const stage = byId('stage');
const backend = byId<HTMLSelectElement>('backend');
const fileInput = byId<HTMLInputElement>('file');

let engine: Engine | null = null;
let layers: Layers = {};
let source: Source | null = null;
let scene: Scene | null = null;

const say = (text: string): void => {
  byId('status').textContent = text;
};

function complain(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  byId('error').textContent = message;
  byId('error').hidden = message === '';
}

/** Loads the model, and keeps the former one until the new one is ready. */
async function load(version = ''): Promise<void> {
  const what = version === '' ? 'the model' : 'the newer model';
  say(`Loading ${what}`);
  try {
    const loaded = await Engine.load(backend.value as Backend | 'automatic', version, (bytes) =>
      say(`Loading ${what}: ${(bytes / 1e6).toFixed(1)} MB`),
    );
    engine?.close();
    engine = loaded;
    complain('');
  } catch (error) {
    say(engine ? 'The former model is still in use.' : 'There is no model.');
    return complain(new Error(`The model cannot be loaded. ${(error as Error).message}`));
  }
  const { metadata, threads, note } = engine;
  document.title = `${metadata.name} · cotrain`;
  byId('name').textContent = metadata.name;
  byId('about').textContent = [
    'Photographs and videos stay on this machine.',
    ...(metadata.license ? [`Licence of the model: ${metadata.license}.`] : []),
  ].join(' ');
  const runs = engine.backend === 'webgpu' ? 'WebGPU' : `WASM, ${threads} thread${threads === 1 ? '' : 's'}`;
  byId('engine').textContent = [`Runs on ${runs}.`, note].join(' ');
  layers = makeLayers(metadata, layers, redraw);
  say('Ready.');
  if (source?.kind === 'photograph') await look(await createImageBitmap(source.image), source.name);
  else player.refresh();
}

/** Predicts an image and shows it. */
async function look(image: ImageBitmap, name: string, rate: number | null = null): Promise<void> {
  const used = engine;
  if (!used) return image.close();
  let predicted: Predicted;
  try {
    predicted = await used.predict(await createImageBitmap(image));
  } catch (error) {
    image.close();
    // A model that was replaced meanwhile is followed by one that looks again.
    if (used === engine) complain(new Error(`This picture cannot be computed. ${(error as Error).message}`));
    return;
  }
  if (used !== engine) return image.close();
  const former = scene?.image;
  scene = { name, image, metadata: used.metadata, predictions: predicted.predictions };
  former?.close();
  showTimes(predicted, rate);
  redraw();
  for (const id of ['save-picture', 'save-predictions']) byId<HTMLButtonElement>(id).disabled = false;
  // A sentence for each frame of a video would drown everything else that is read aloud.
  if (rate === null) say(`${describe(scene, layers)} ${Math.round(predicted.times.model)} ms.`);
}

/** Draws the scene again, in the pixels of the screen. */
function redraw(): void {
  if (!scene) return;
  const { width, height } = scene.image;
  stage.classList.remove('empty');
  byId('empty').hidden = true;
  canvas.hidden = false;
  const room = Math.min(stage.clientWidth, (0.8 * window.innerHeight * width) / height);
  const shown = Math.max(1, Math.round(room));
  canvas.style.width = `${shown}px`;
  canvas.width = Math.round(shown * devicePixelRatio);
  canvas.height = Math.max(1, Math.round((canvas.width * height) / width));
  // On a phone, labels of full size would hide the picture.
  paint(canvas, scene, layers, devicePixelRatio * Math.min(1, Math.max(0.8, shown / 640)));
  canvas.setAttribute('aria-label', `${scene.name}: ${describe(scene, layers)}`);
  showResults(scene, layers);
}

const player = new Player({
  isReady: () => engine !== null,
  look: (image, name, rate) => look(image, name, rate),
  paused: () => {
    if (scene) say(describe(scene, layers));
  },
  failed: complain,
});

/** Shows another source instead of the present one. */
async function show(opening: Promise<Source>): Promise<void> {
  complain('');
  let next: Source;
  try {
    next = await opening;
  } catch (error) {
    return complain(error);
  }
  player.stop();
  if (source && source.kind !== 'photograph') source.close();
  source = next;
  byId('camera').textContent = source.kind === 'camera' ? 'Stop the camera' : 'Use the camera';
  if (source.kind !== 'photograph') return player.start(source);
  say(engine ? 'Computing' : 'Waiting for the model');
  await look(await createImageBitmap(source.image), source.name);
}

function stopCamera(): void {
  player.stop();
  if (source && source.kind !== 'photograph') source.close();
  source = null;
  byId('camera').textContent = 'Use the camera';
  if (scene) say(describe(scene, layers));
}

function take(files: readonly File[]): void {
  const [file] = files;
  if (file) void show(openFile(file));
}

byId('open').onclick = () => fileInput.click();
fileInput.onchange = () => {
  take([...fileInput.files!]);
  fileInput.value = ''; // so that the same file can be chosen again
};
byId('camera').onclick = () => (source?.kind === 'camera' ? stopCamera() : void show(openCamera()));
window.ondragover = (event) => {
  event.preventDefault();
  stage.classList.add('over');
};
window.ondragleave = (event) => {
  if (event.relatedTarget === null) stage.classList.remove('over');
};
window.ondrop = (event) => {
  event.preventDefault();
  stage.classList.remove('over');
  take([...event.dataTransfer!.files]);
};
window.onpaste = (event) => take([...event.clipboardData!.files]);
byId('save-picture').onclick = () => scene && void savePicture(scene, layers).catch(complain);
byId('save-predictions').onclick = () => scene && savePredictions(scene);
backend.onchange = () => void load();
new ResizeObserver(redraw).observe(stage);

byId('closed').hidden = true;
document.querySelector('main')!.hidden = false;
stage.classList.add('empty');
void load();
followServer((version) => void load(version), complain);
