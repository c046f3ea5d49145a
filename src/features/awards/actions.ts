'use server';

import { formatNumber } from '@/domain/number';
import { formAction } from '@/server/form-action';
import { recordHistoric, revokeAward, withdrawAward } from './commands';

export const recordHistoricAction = formAction(recordHistoric, { done: 'awards.done.recorded' });
export const withdrawAwardAction = formAction(withdrawAward, { done: 'awards.done.withdrawn' });
export const revokeAwardAction = formAction(revokeAward, {
  done: ({ recover }) => ({ key: 'awards.done.revoked', params: { money: formatNumber(recover, 0) } }),
});
