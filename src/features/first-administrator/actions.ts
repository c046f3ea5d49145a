'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import { setUpFirstAdministrator } from './commands';

export const setUpAction = formAction(setUpFirstAdministrator, {
  asSystem: true,
  secret: true,
  goTo: ({ username }): Route => `/sign-in?username=${username}`,
});
