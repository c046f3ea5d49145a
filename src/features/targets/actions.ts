'use server';

import type { RefusalParams } from '@/domain/errors';
import type { MessageKey } from '@/i18n/messages';
import { formAction } from '@/server/form-action';
import { adjustTarget, assignTarget, discardDraft, editDraft, splitTarget } from './commands';

const saved = ({ state }: { state: 'DRAFT' | 'IN_FORCE' }): { key: MessageKey; params: RefusalParams } => ({
  key: state === 'IN_FORCE' ? 'targets.done.inForce' : 'targets.done.draft',
  params: {},
});

export const assignTargetAction = formAction(assignTarget, { done: saved });
export const splitTargetAction = formAction(splitTarget, { done: saved });
export const editDraftAction = formAction(editDraft, { done: 'targets.done.terms' });
export const discardDraftAction = formAction(discardDraft, { done: 'targets.done.discarded' });
export const adjustTargetAction = formAction(adjustTarget, { done: 'targets.done.draft' });
