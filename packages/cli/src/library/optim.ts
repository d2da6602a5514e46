export * from '@cotrain/optim';
