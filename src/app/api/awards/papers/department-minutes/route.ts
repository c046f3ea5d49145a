export { departmentMinutesHandler as GET } from '@/features/award-papers/handlers';
