'use server';

import { formAction } from '@/server/form-action';
import { addTask, editTask, removeTask, reportTask } from './commands';

export const addTaskAction = formAction(addTask, { done: 'tasks.added' });
export const editTaskAction = formAction(editTask, { done: 'tasks.edited' });
export const removeTaskAction = formAction(removeTask, { done: 'tasks.removed' });
export const reportTaskAction = formAction(reportTask, { done: 'tasks.reported' });
