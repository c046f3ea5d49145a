export { submissionHandler as GET } from '@/features/award-proposals/handlers';
