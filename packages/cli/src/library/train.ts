export * from '@cotrain/train';
