export { councilMinutesHandler as GET } from '@/features/award-proposals/handlers';
