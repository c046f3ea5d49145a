export { awardYearWorkbookHandler as GET } from '@/features/award-year/handlers';
