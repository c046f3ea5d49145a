import { z } from 'zod';
import { line, optionalDay, optionalLine, yearInput } from '@/domain/input';

/** What a paper says besides its figures: who issues it, where, when, under which number, who signs. */
export const paperInput = z.strictObject({
  year: yearInput,
  superior: line(120),
  issuer: line(120),
  place: line(60),
  number: optionalLine(30).default(null),
  signedOn: optionalDay,
  signer: optionalLine(120).default(null),
});
