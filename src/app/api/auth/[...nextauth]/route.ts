export { authenticate as GET, authenticate as POST } from '@/features/accounts/handlers';
