export * from '@cotrain/data';
