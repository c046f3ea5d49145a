'use server';

import { formAction } from '@/server/form-action';
import { addBadges, decideBadges, presentBadges, proposeBadges, recordCommendation, withdrawCommendation } from './commands';

export const recordCommendationAction = formAction(recordCommendation, { done: 'partyCommendations.done.recorded' });
export const withdrawCommendationAction = formAction(withdrawCommendation, { done: 'partyCommendations.done.withdrawn' });
export const addBadgesAction = formAction(addBadges, { done: 'partyCommendations.done.added' });
export const proposeBadgesAction = formAction(proposeBadges, { done: 'partyCommendations.done.proposed' });
export const decideBadgesAction = formAction(decideBadges, { done: 'partyCommendations.done.decided' });
export const presentBadgesAction = formAction(presentBadges, { done: 'partyCommendations.done.presented' });
