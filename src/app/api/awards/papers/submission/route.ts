export { submissionHandler as GET } from '@/features/award-papers/handlers';
