export { importCellsHandler as POST } from '@/features/cell-import/handlers';
