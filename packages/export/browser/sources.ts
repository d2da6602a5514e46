// Where pictures come from: a photograph, a video file, or the camera.

/** A source of pictures. */
export type Source =
  | { kind: 'photograph'; name: string; image: ImageBitmap }
  | { kind: 'video' | 'camera'; name: string; video: HTMLVideoElement; close(): void };

const MAX_BYTES = 256 * 2 ** 20;
const MAX_PIXELS = 100e6;

/** Opens a photograph or a video file. @throws Error that says what is wrong with it */
export async function openFile(file: File): Promise<Source> {
  if (file.type.startsWith('video/')) return openVideo(file);
  if (file.size > MAX_BYTES)
    throw new Error(
      `${file.name} is too large: it has ${Math.round(file.size / 2 ** 20)} MB, and a page reads photographs of up to 256 MB.`,
    );
  let image: ImageBitmap;
  try {
    // As `cotrain predict` decodes it: upright by EXIF, colours not converted by a profile.
    image = await createImageBitmap(file, {
      imageOrientation: 'from-image',
      colorSpaceConversion: 'none',
      premultiplyAlpha: 'none',
    });
  } catch {
    throw new Error(
      `${file.name} is not an image or video that this browser reads. Use JPEG, PNG, WebP, MP4 or WebM.`,
    );
  }
  if (image.width * image.height <= MAX_PIXELS) return { kind: 'photograph', name: file.name, image };
  const size = `${image.width}x${image.height}`;
  image.close();
  throw new Error(`${file.name} is too large: it has ${size} pixels, and a page reads up to 100 million.`);
}

async function openVideo(file: File): Promise<Source> {
  const video = document.createElement('video');
  const address = URL.createObjectURL(file);
  Object.assign(video, { src: address, muted: true, playsInline: true, loop: true });
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve;
    video.onerror = () => {
      URL.revokeObjectURL(address);
      reject(
        new Error(
          `${file.name} cannot be played: this browser does not know its format, or the file is damaged. Use MP4 (H.264) or WebM.`,
        ),
      );
    };
  });
  return {
    kind: 'video',
    name: file.name,
    video,
    close() {
      video.pause();
      video.removeAttribute('src');
      URL.revokeObjectURL(address);
    },
  };
}

/** Why a camera cannot be used, by the name of the browser's error. */
const CAMERA_ERRORS: Readonly<Record<string, string>> = {
  NotAllowedError: 'The camera was refused. Allow it for this page in the browser, then try again.',
  NotFoundError: 'There is no camera on this machine.',
  NotReadableError: 'The camera is in use by another program.',
};

/** Opens the camera. @throws Error that says why it cannot be used */
export async function openCamera(): Promise<Source> {
  if (!navigator.mediaDevices)
    throw new Error(
      'Browsers give the camera only to pages from https:// and from this machine (localhost).',
    );
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch (error) {
    const { name, message } = error as Error;
    throw new Error(CAMERA_ERRORS[name] ?? `The camera cannot be used: ${message}`);
  }
  const video = document.createElement('video');
  Object.assign(video, { srcObject: stream, muted: true, playsInline: true });
  await video.play();
  return {
    kind: 'camera',
    name: 'camera',
    video,
    close() {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    },
  };
}
