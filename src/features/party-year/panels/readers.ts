import { getTranslations } from 'next-intl/server';
import { type Actor, hasRole } from '@/domain/actor';
import { reach } from '@/domain/policy';

/** Who reads a Party page, said so that it is true for the one who reads it. */
export async function readersLine(actor: Actor): Promise<string> {
  const t = await getTranslations('partyYear.readers');
  const scope = reach(actor, 'party.read');
  if (scope === undefined) return t('director');
  if (scope === 'own') return t('own');
  return t(hasRole(actor, 'PARTY_OFFICE') || hasRole(actor, 'PARTY_COMMITTEE') ? 'whole' : 'breakGlass');
}
