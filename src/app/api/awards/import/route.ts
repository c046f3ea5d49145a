export { importAwardsHandler as POST } from '@/features/award-import/handlers';
