'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import {
  addItem,
  addMember,
  changeMember,
  copyYear,
  foundBloc,
  holdMeeting,
  removeItem,
  removeMeeting,
  removeMember,
  renameBloc,
  scoreMember,
  voidBloc,
} from './commands';

export const foundBlocAction = formAction(foundBloc, { goTo: ({ id }) => `/awards/bloc?bloc=${id}` as Route });
export const renameBlocAction = formAction(renameBloc);
export const voidBlocAction = formAction(voidBloc, { goTo: () => '/awards/bloc' as Route });
export const addMemberAction = formAction(addMember);
export const changeMemberAction = formAction(changeMember);
export const removeMemberAction = formAction(removeMember);
export const copyYearAction = formAction(copyYear, {
  done: ({ members, items }) => ({ key: 'blocs.copied', params: { members, items } }),
});
export const addItemAction = formAction(addItem);
export const removeItemAction = formAction(removeItem);
export const scoreAction = formAction(scoreMember, {
  done: ({ gone }) => ({ key: gone > 0 ? 'blocs.savedBut' : 'blocs.saved', params: { gone } }),
});
export const holdMeetingAction = formAction(holdMeeting);
export const removeMeetingAction = formAction(removeMeeting);
