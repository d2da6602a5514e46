export * from '@cotrain/metrics';
