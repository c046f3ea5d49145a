import { z } from 'zod';
import { id } from '@/domain/input';
import { compatible } from '@/domain/text';

/**
 * Sign-in reads whatever is typed: a name in no possible form is answered like an unknown one.
 * `knownAccountId`: the account whose password this browser has given before, from its signed cookie.
 */
export const signInInput = z.strictObject({
  username: z
    .string()
    .max(200)
    .transform((typed) => compatible(typed).trim().toLowerCase()),
  password: z.string().max(512),
  userAgent: z.string().max(300).nullable().default(null),
  knownAccountId: id.nullable().default(null),
});

export const sessionInput = z.strictObject({ sessionId: z.uuid() });
