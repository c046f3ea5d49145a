import 'server-only';
import { jsonCommand } from '@/server/json-handler';
import { saveSection } from './commands';

export const saveSectionHandler = jsonCommand(saveSection);
