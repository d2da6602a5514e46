export * from '@cotrain/models';
