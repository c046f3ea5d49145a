'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import { dissolveDepartment, establishDepartment, mergeDepartments, renameDepartment, splitDepartment } from './commands';

// next's typed routes know a dynamic segment only as a literal
const goTo = ({ code }: { code: string }) => `/departments/${code}` as Route;

export const establishDepartmentAction = formAction(establishDepartment, { goTo });
export const renameDepartmentAction = formAction(renameDepartment, { goTo });
export const mergeDepartmentsAction = formAction(mergeDepartments, { goTo });
export const splitDepartmentAction = formAction(splitDepartment, { goTo });
export const dissolveDepartmentAction = formAction(dissolveDepartment, { goTo });
