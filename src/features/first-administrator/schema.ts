import { z } from 'zod';
import { line } from '@/domain/input';
import { alike, twice, unlike, username } from '@/features/accounts/schema';

/** `token` is the last part of the one-time link. */
export const setUpInput = z.strictObject({ token: z.string().max(200), username, displayName: line(120), ...twice }).refine(alike, unlike);
