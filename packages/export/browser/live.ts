// Follows `cotrain serve`: it says when the run has a newer checkpoint.

/** Calls back for each newer model, if the page came from `cotrain serve`. */
export function followServer(onModel: (version: string) => void, onError: (error: unknown) => void): void {
  let known = document.documentElement.dataset.live;
  if (known === undefined) return;
  let isLost = false;
  // It connects again by itself.
  const source = new EventSource('events');
  source.addEventListener('model', ({ data }) => {
    const version = JSON.parse(data) as string;
    if (version !== known) onModel(version);
    known = version;
  });
  source.addEventListener('failed', ({ data }) =>
    onError(new Error(`The newest checkpoint cannot be exported: ${JSON.parse(data)}`)),
  );
  source.onopen = () => {
    if (isLost) onError('');
    isLost = false;
  };
  source.onerror = () => {
    isLost = true;
    onError(
      new Error(
        'The connection to cotrain serve is lost. The page works on with its model, and tries again.',
      ),
    );
  };
}
