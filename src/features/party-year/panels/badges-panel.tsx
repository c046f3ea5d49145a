import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatNumber, formatOfficialCount } from '@/domain/number';
import { reach } from '@/domain/policy';
import { readParty } from '@/server/party-read';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { badgeSums } from '../queries';

/** Party badges of a year by milestone: due, given, handed over. For those who read all of the Party; a cell's secretary has none. */
export async function BadgesPanel({ actor, year }: { actor: Actor; year: number }) {
  if (reach(actor, 'party.read') !== 'any') return null;
  const badges = await readParty(actor, 'party.read', (tx) => badgeSums(tx, year));
  if (!badges) return null;
  const t = await getTranslations('partyYear.badges');
  const of = { year: String(year) };
  const sum = (key: 'due' | 'given' | 'presented') => badges.reduce((total, badge) => total + badge[key], 0);
  const given = sum('given');
  return (
    <Section
      title={given > 0 ? t('titleGiven', { ...of, given: formatOfficialCount(given) }) : t('title')}
      aside={<Link href={`/party/commendations?year=${year}&period=year`}>{t('open')}</Link>}
    >
      <DataTable
        caption={t('caption', of)}
        rows={badges}
        rowKey={({ milestone }) => String(milestone)}
        empty={<p className="muted">{t('none', of)}</p>}
        dense
        columns={[
          {
            key: 'milestone',
            head: t('milestone'),
            rowHead: true,
            cell: ({ milestone }) => t('years', { years: milestone }),
            total: t('all'),
          },
          ...(['due', 'given', 'presented'] as const).map((key) => ({
            key,
            head: t(key),
            align: 'end' as const,
            cell: (badge: (typeof badges)[number]) => formatNumber(badge[key]),
            total: formatNumber(sum(key)),
          })),
        ]}
        phone={({ milestone, due, given: own }) => ({
          title: t('years', { years: milestone }),
          detail: due > 0 && t('dueOnly', { due: formatNumber(due) }),
          aside: formatNumber(own),
        })}
      />
    </Section>
  );
}
