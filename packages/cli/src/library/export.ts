export * from '@cotrain/export';
