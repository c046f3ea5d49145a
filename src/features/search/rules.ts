import type { Actor } from '@/domain/actor';
import { type Permission, reach } from '@/domain/policy';
import { fold } from '@/domain/text';

/** Every page that the palette can open, with the permission that opens it; `title` is a key of messages `search.page`. */
const PAGES = [
  { title: 'home', href: '/', needs: 'account.own' },
  { title: 'plans', href: '/plans', needs: 'submission.read' },
  { title: 'reports', href: '/reports', needs: 'submission.read' },
  { title: 'figures', href: '/figures', needs: 'submission.readAcross' },
  { title: 'inbox', href: '/inbox', needs: 'review.planning' },
  { title: 'review', href: '/review', needs: 'review.planning' },
  { title: 'summary', href: '/summary/{year}', needs: 'summary.read' },
  { title: 'departments', href: '/departments', needs: 'department.read' },
  { title: 'newDepartment', href: '/departments/new', needs: 'department.manage' },
  { title: 'indicators', href: '/indicators', needs: 'indicator.read' },
  { title: 'newIndicator', href: '/indicators/new', needs: 'indicator.manage' },
  { title: 'checkRules', href: '/indicators/rules', needs: 'indicator.read' },
  { title: 'awards', href: '/awards', needs: 'award.read' },
  { title: 'people', href: '/people', needs: 'person.manage' },
  { title: 'periods', href: '/admin/periods', needs: 'period.manage' },
  { title: 'accounts', href: '/admin/accounts', needs: 'account.manage' },
  { title: 'settings', href: '/admin/settings', needs: 'setting.manage' },
  { title: 'account', href: '/account', needs: 'account.own' },
] as const satisfies readonly { title: string; href: string; needs: Permission }[];

export type PageTitle = (typeof PAGES)[number]['title'];
export type PageHit = { title: PageTitle; href: string };

/**
 * Pages whose title holds every word without marks or case, and which the actor may open; a page that a role may not see is
 * not found either. `titleOf` gives the title in the person's language; `{year}` of an address is the running year.
 */
export function findPages(actor: Actor, words: readonly string[], year: number, titleOf: (page: PageTitle) => string): PageHit[] {
  if (words.length === 0) return [];
  return PAGES.filter(({ needs }) => reach(actor, needs))
    .filter(({ title }) => words.every((word) => fold(titleOf(title)).includes(word)))
    .map(({ title, href }) => ({ title, href: href.replace('{year}', String(year)) }));
}

const LIMIT = 12;

/** Twelve places for all kinds: each gets its share first, what one leaves goes to the next in order. */
export function share<Hit>(kinds: readonly (readonly Hit[])[], limit = LIMIT): Hit[] {
  const each = Math.floor(limit / Math.max(kinds.length, 1));
  let spare = limit - kinds.reduce((total, hits) => total + Math.min(hits.length, each), 0);
  return kinds.flatMap((hits) => {
    const more = Math.min(Math.max(hits.length - each, 0), spare);
    spare -= more;
    return hits.slice(0, each + more);
  });
}
