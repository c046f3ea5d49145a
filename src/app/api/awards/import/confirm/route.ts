export { confirmAwardsHandler as POST } from '@/features/award-import/handlers';
