// Follows `cotrain serve`: it says when the run has a newer checkpoint.

/** Calls back for each newer model, if the page came from `cotrain serve`. */
export function followServer(onModel: (version: string) => void, onError: (error: unknown) => void): void {
  if (!('live' in document.documentElement.dataset)) return;
  let isLost = false;
  // It connects again by itself.
  const source = new EventSource('events');
  let known: string | null = null;
  source.addEventListener('model', ({ data }) => {
    if (known !== null && data !== known) onModel(data);
    known = data;
  });
  source.addEventListener('failed', ({ data }) =>
    onError(new Error(`The newest checkpoint cannot be exported. ${JSON.parse(data)}`)),
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
