import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { type Permission, reach } from '@/domain/policy';
import { Tabs } from '@/ui/page/tabs';

/** The parts of the award desk, each with the permission that opens it; `?year=` goes along. */
const PARTS = {
  year: { href: '/awards', needs: 'award.read' },
  decisions: { href: '/awards/decisions', needs: 'award.read' },
  due: { href: '/awards/due', needs: 'award.read' },
  // the director reads what waits for a decision
  proposals: { href: '/awards/proposals', needs: 'award.propose', or: 'award.appraisal' },
  movements: { href: '/awards/movements', needs: 'award.read' },
  bloc: { href: '/awards/bloc', needs: 'award.read' },
  catalogue: { href: '/awards/catalogue', needs: 'award.read' },
  import: { href: '/awards/import', needs: 'award.manage' },
} as const satisfies Record<string, { href: string; needs: Permission; or?: Permission }>;
export type AwardPart = keyof typeof PARTS;

/** Above every page of the award desk. */
export async function AwardTabs({ actor, current, search = '' }: { actor: Actor; current: AwardPart; search?: string }) {
  const t = await getTranslations('modules.awards');
  const open = (Object.keys(PARTS) as AwardPart[]).filter((part) => {
    const { needs, or }: { needs: Permission; or?: Permission } = PARTS[part];
    return reach(actor, needs) || (or && reach(actor, or));
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
