import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { can, type Permission, reach } from '@/domain/policy';
import { Tabs } from '@/ui/page/tabs';

/** The parts of the Party's place, each with the permissions of which one opens it; `?year=` goes along. */
const PARTS = {
  year: { href: '/party', needs: ['party.aggregate', 'party.read'] },
  ratings: { href: '/party/ratings', needs: ['party.read'] },
  counts: { href: '/party/counts', needs: ['party.read'] },
  figures: { href: '/party/figures', needs: ['party.publish'] },
  // a secretary's own cell is not enough: commendations and badges are the hospital's
  commendations: { href: '/party/commendations', needs: ['party.read'], ofAll: true },
  papers: { href: '/party/papers', needs: ['party.publish'] },
  bodies: { href: '/party/bodies', needs: ['party.read'] },
  rules: { href: '/party/rules', needs: ['party.rules'] },
  access: { href: '/party/access', needs: ['party.watch'] },
} as const satisfies Record<string, { href: string; needs: readonly Permission[]; ofAll?: true }>;
export type PartyPart = keyof typeof PARTS;

/** Above every Party page. */
export async function PartyTabs({ actor, current, search = '' }: { actor: Actor; current: PartyPart; search?: string }) {
  const t = await getTranslations('modules.party');
  const open = (Object.keys(PARTS) as PartyPart[]).filter((part) => {
    const { needs, ofAll }: { needs: readonly Permission[]; ofAll?: true } = PARTS[part];
    return needs.some((needed) => (ofAll ? can(actor, needed) : reach(actor, needed)));
  });
  // one part alone is no choice
  if (open.length < 2) return null;
  return (
    <Tabs
      label={t('parts.label')}
      tabs={open.map((part) => ({ href: `${PARTS[part].href}${search}`, label: t(`parts.${part}`), current: part === current }))}
    />
  );
}
