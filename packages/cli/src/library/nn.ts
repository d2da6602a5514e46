export * from '@cotrain/nn';
