'use server';

import { formAction } from '@/server/form-action';
import {
  addBodies,
  appeal,
  appraise,
  closeCampaign,
  decide,
  decideMembers,
  openCampaign,
  passCap,
  pasteMembers,
  publishRatings,
  recordMeeting,
  recordMembers,
  returnRating,
  selfRate,
} from './commands';

const decided = ({ count, isEarly, differing = 0 }: { count: number; isEarly: boolean; differing?: number }) => ({
  key: 'cellRatings.done.decided' as const,
  params: { count, early: isEarly ? 'yes' : 'no', differing },
});

export const openCampaignAction = formAction(openCampaign, {
  done: ({ count }) => ({ key: 'cellRatings.done.opened', params: { count } }),
});
export const addBodiesAction = formAction(addBodies, { done: ({ count }) => ({ key: 'cellRatings.done.added', params: { count } }) });
export const closeCampaignAction = formAction(closeCampaign, { done: 'cellRatings.done.closed' });
export const selfRateAction = formAction(selfRate, { done: 'cellRatings.done.selfRated' });
export const recordMeetingAction = formAction(recordMeeting, { done: 'cellRatings.done.met' });
export const appraiseAction = formAction(appraise, {
  done: ({ warnings }) => ({ key: 'cellRatings.done.appraised', params: { warnings: warnings.length } }),
});
export const returnAction = formAction(returnRating, { done: 'cellRatings.done.returned' });
export const decideAction = formAction(decide, { done: decided });
export const passCapAction = formAction(passCap, { done: 'cellRatings.done.capPassed' });
export const appealAction = formAction(appeal, { done: 'cellRatings.done.appealed' });
export const publishAction = formAction(publishRatings, {
  done: ({ count }) => ({ key: 'cellRatings.done.published', params: { count } }),
});
export const recordMembersAction = formAction(recordMembers, { done: 'cellRatings.done.members' });
export const decideMembersAction = formAction(decideMembers, { done: decided });
export const pasteMembersAction = formAction(pasteMembers, {
  done: ({ count }) => ({ key: 'cellRatings.done.pasted', params: { count } }),
});
