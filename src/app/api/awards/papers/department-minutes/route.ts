export { departmentMinutesHandler as GET } from '@/features/award-proposals/handlers';
