import CalendarDays from 'lucide-react/icons/calendar-days';
import ChartNoAxesCombined from 'lucide-react/icons/chart-no-axes-combined';
import ClipboardList from 'lucide-react/icons/clipboard-list';
import FlaskConical from 'lucide-react/icons/flask-conical';
import Grid3x3 from 'lucide-react/icons/grid-3x3';
import Inbox from 'lucide-react/icons/inbox';
import KeyRound from 'lucide-react/icons/key-round';
import ListChecks from 'lucide-react/icons/list-checks';
import Mail from 'lucide-react/icons/mail';
import Medal from 'lucide-react/icons/medal';
import MessagesSquare from 'lucide-react/icons/messages-square';
import Network from 'lucide-react/icons/network';
import Radar from 'lucide-react/icons/radar';
import Scale from 'lucide-react/icons/scale';
import Siren from 'lucide-react/icons/siren';
import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import SquareCheckBig from 'lucide-react/icons/square-check-big';
import Table2 from 'lucide-react/icons/table-2';
import Target from 'lucide-react/icons/target';
import UserRound from 'lucide-react/icons/user-round';
import Users from 'lucide-react/icons/users';
import type { Actor } from '@/domain/actor';
import { type Permission, reach } from '@/domain/policy';
import type { Messages } from '@/i18n/messages';
import { Icon } from '@/ui/icon';
import type { NavItem } from '@/ui/shell/rail';

type Key = keyof Messages['shell']['nav'];
type Place = {
  key: Key;
  href: string;
  icon: typeof Target /** One permission, or several of which one is enough. */;
  needs: Permission | readonly Permission[];
  counts?: 'due' | 'waiting';
  onlyWithInbox?: true;
};

/** Every place of the rail with the permission that opens it; what a role may not see is not rendered. */
const SECTIONS: Place[][] = [
  [
    { key: 'home', href: '/', icon: ListChecks, needs: 'account.own', counts: 'due' },
    { key: 'plans', href: '/plans', icon: ClipboardList, needs: 'submission.read' },
    { key: 'reports', href: '/reports', icon: Table2, needs: 'submission.read' },
    { key: 'tasks', href: '/tasks', icon: SquareCheckBig, needs: 'task.read' },
    { key: 'figures', href: '/figures', icon: Grid3x3, needs: 'submission.readAcross' },
    { key: 'inbox', href: '/inbox', icon: Inbox, needs: 'submission.review', counts: 'waiting', onlyWithInbox: true },
    { key: 'review', href: '/review', icon: Radar, needs: 'review.planning' },
    { key: 'summary', href: '/summary', icon: ChartNoAxesCombined, needs: 'summary.read' },
    { key: 'contingencyPlans', href: '/contingency-plans', icon: Siren, needs: 'contingency.read' },
    { key: 'meetings', href: '/meetings', icon: MessagesSquare, needs: 'meeting.read' },
    { key: 'awards', href: '/awards', icon: Medal, needs: 'award.read' },
    { key: 'party', href: '/party', icon: Scale, needs: ['party.read', 'party.aggregate'] },
    { key: 'research', href: '/research', icon: FlaskConical, needs: 'research.read' },
  ],
  [
    { key: 'departments', href: '/departments', icon: Network, needs: 'department.read' },
    { key: 'indicators', href: '/indicators', icon: Target, needs: 'indicator.read' },
    { key: 'people', href: '/people', icon: UserRound, needs: 'person.manage' },
    { key: 'periods', href: '/admin/periods', icon: CalendarDays, needs: 'period.manage' },
    { key: 'accounts', href: '/admin/accounts', icon: Users, needs: 'account.manage' },
    { key: 'mail', href: '/admin/mail', icon: Mail, needs: 'mail.manage' },
    { key: 'partyAccess', href: '/admin/party-access', icon: KeyRound, needs: 'party.breakGlass' },
    { key: 'settings', href: '/admin/settings', icon: SlidersHorizontal, needs: 'setting.manage' },
  ],
];

/** How much is due from the actor and waits for their decision, and whether the inbox is a place of theirs at all. */
export type Counts = { due: number; waiting: number; hasInbox: boolean };
type Words = { nav: (key: Key) => string; count: (which: 'due' | 'waiting', count: number) => string };

/** The rail's sections for this actor; `/summary` leads to the running year. */
export function sectionsFor(actor: Actor, year: number, counts: Counts, words: Words): NavItem[][] {
  return SECTIONS.map((section) =>
    section
      .filter(({ needs, onlyWithInbox }) => [needs].flat().some((needed) => reach(actor, needed)) && (!onlyWithInbox || counts.hasInbox))
      .map(({ key, href, icon, counts: which }) => ({
        href: key === 'summary' ? `/summary/${year}` : href,
        under: href,
        label: words.nav(key),
        icon: <Icon of={icon} />,
        count: which && counts[which],
        countLabel: which && words.count(which, counts[which]),
      })),
  ).filter((section) => section.length > 0);
}

/** Three places for the phone's bar: one's own work, the table one lives in, the year. */
export function bottomFor(sections: NavItem[][], summaryShort: string): NavItem[] {
  const all = sections.flat();
  const find = (start: string) => all.find(({ href }) => href === start || (start !== '/' && href.startsWith(`${start}/`)));
  const summary = find('/summary');
  return [
    find('/'),
    find('/inbox') ?? find('/review') ?? find('/reports') ?? find('/departments'),
    summary && { ...summary, label: summaryShort },
  ].filter((item) => item !== undefined);
}
