// Logs runs to MLflow's server (MLFLOW_TRACKING_URI, default http://127.0.0.1:5000):
//   cotrain train --data DIR --out RUN --plugin examples/mlflow.mjs --set 'train.log=[jsonl, csv, mlflow]'
import { registerLogger } from '@cotrain/train';

/** @param {string} path @param {object} body @returns {Promise<any>} */
async function post(path, body) {
  const server = process.env.MLFLOW_TRACKING_URI ?? 'http://127.0.0.1:5000';
  // A step may take longer than a server keeps an idle connection.
  const answer = await fetch(`${server}/api/2.0/mlflow/runs/${path}`, {
    method: 'POST',
    headers: { connection: 'close' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`MLflow answered ${path} with ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

registerLogger('mlflow', () => {
  let id = '';
  return {
    async begin({ title }) {
      const { run } = await post('create', { experiment_id: '0', run_name: title, start_time: Date.now() });
      id = run.info.run_id;
    },
    async log(event) {
      const numbers =
        event.type === 'step'
          ? { loss: event.loss, lr: event.lr }
          : event.type === 'eval'
            ? event.metrics
            : {};
      const metrics = Object.entries(numbers).flatMap(([key, value]) =>
        value === null || !('step' in event) ? [] : [{ key, value, timestamp: Date.now(), step: event.step }],
      );
      if (metrics.length > 0) await post('log-batch', { run_id: id, metrics });
    },
    async end() {
      await post('update', { run_id: id, status: 'FINISHED', end_time: Date.now() });
    },
  };
});
