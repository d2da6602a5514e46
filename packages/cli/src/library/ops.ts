export * from '@cotrain/ops';
