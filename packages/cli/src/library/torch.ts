export * from '@cotrain/torch';
