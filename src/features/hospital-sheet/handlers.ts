import 'server-only';
import { jsonCommand } from '@/server/json-handler';
import { saveAcross } from './commands';

export const saveAcrossHandler = jsonCommand(saveAcross);
