export { councilMinutesHandler as GET } from '@/features/award-papers/handlers';
