'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import { addTask, editTask, removeTask, reportTask, rescheduleTask } from './commands';

export const addTaskAction = formAction(addTask, { done: 'tasks.added' });
export const openTaskAction = formAction(addTask, { goTo: ({ id }) => `/tasks/${id}` as Route });
export const editTaskAction = formAction(editTask, { done: 'tasks.edited' });
export const removeTaskAction = formAction(removeTask, { done: 'tasks.removed' });
export const leaveTaskAction = formAction(removeTask, { goTo: () => '/tasks' as Route });
export const reportTaskAction = formAction(reportTask, { done: 'tasks.reported' });
export const rescheduleTaskAction = formAction(rescheduleTask, { done: 'tasks.rescheduled' });
