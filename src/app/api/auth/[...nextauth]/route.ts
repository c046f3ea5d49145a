export { authenticate as GET, authenticate as POST } from '@/features/sessions/handlers';
