import { fold } from './text';

/**
 * Whether the hospital itself decided: nobody else is named, or it is by its name (`hospital`, as it was called on the day), or as «Giám đốc
 * Bệnh viện», however it is written.
 */
export function isOwnDecision(authority: string | null, hospital: string): boolean {
  const said = fold(authority ?? '').trim();
  return said === '' || said.includes(fold(hospital)) || /^(giam doc )?benh vien$/.test(said) || said === 'giam doc';
}

/** Whether two decisions name one authority: the same letters without marks, or both are the hospital's own. */
export function isSameAuthority(one: string | null, other: string | null, hospital: string): boolean {
  const [said, saidToo] = [fold(one ?? '').trim(), fold(other ?? '').trim()];
  return said === saidToo || (isOwnDecision(one, hospital) && isOwnDecision(other, hospital));
}
