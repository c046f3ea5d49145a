import { z } from 'zod';
import { dayInput, line } from '@/domain/input';
import { grant, username } from '@/features/accounts/schema';

export const createSampleInput = z.strictObject({
  accounts: z
    .array(z.strictObject({ username, displayName: line(120), grants: z.array(grant).min(1).max(10) }))
    .min(1)
    .max(1000),
  validFrom: dayInput,
});
export const setSamplePasswordInput = z.strictObject({ password: z.string().min(8).max(128) });
