export { rejectedAwardsHandler as GET } from '@/features/award-import/handlers';
