'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import { dissolveBody, establishBody, linkDepartments, mergeCells, renameBody, setLeaders, splitCell, unlinkDepartments } from './commands';

// next's typed routes know a dynamic segment only as a literal
const goTo = ({ code }: { code: string }) => `/party/bodies/${code}` as Route;

export const establishBodyAction = formAction(establishBody, { goTo });
export const renameBodyAction = formAction(renameBody, { goTo });
export const setLeadersAction = formAction(setLeaders, { goTo });
export const linkDepartmentsAction = formAction(linkDepartments);
export const unlinkDepartmentsAction = formAction(unlinkDepartments);
export const mergeCellsAction = formAction(mergeCells, { goTo });
export const splitCellAction = formAction(splitCell, { goTo });
export const dissolveBodyAction = formAction(dissolveBody, { goTo });
