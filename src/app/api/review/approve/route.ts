import { approveEachHandler } from '@/features/review/handlers';

/** Many files approved at one press: one request, each file in its own transaction, an answer for each as it is done. */
export const POST = approveEachHandler;
