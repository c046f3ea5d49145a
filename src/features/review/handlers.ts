import 'server-only';
import { jsonEach } from '@/server/json-handler';
import { approve } from './commands';
import { MOST_AT_ONCE } from './schema';

export const approveEachHandler = jsonEach(approve, MOST_AT_ONCE);
