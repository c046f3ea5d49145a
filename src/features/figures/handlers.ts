import 'server-only';
import { jsonCommand } from '@/server/json-handler';
import { saveFigures } from './commands';

export const saveFiguresHandler = jsonCommand(saveFigures);
