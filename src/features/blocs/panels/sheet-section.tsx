import { getTranslations } from 'next-intl/server';
import { formatEntry, formatNumber } from '@/domain/number';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import type { BlocMember, BlocYear, ScoreItem } from '../queries';
import { mostOf } from '../rules';
import { AddItemButton, RemoveItemButton, ScoreButton } from './sheet-forms';

type YearProps = { blocId: number; year: number; mayManage: boolean };

const SIGN = { POINTS: '', BONUS: '+', PENALTY: '−' } as const;

const shownPoints = (points: number | null) => (points === null ? '–' : formatEntry(points).replace('-', '−'));

/** The score sheet of a bloc's year: who stands where, and by which criteria. */
export async function Sheet({ shown: { members, items, points }, blocId, year, mayManage }: YearProps & { shown: BlocYear }) {
  const t = await getTranslations('blocs');
  const add = mayManage && <AddItemButton blocId={blocId} year={year} />;
  if (items.length === 0)
    return (
      <Section title={t('sheet')} aside={add}>
        <p className="muted">{t('noItems')}</p>
      </Section>
    );
  const unscored = members.filter(({ verified }) => verified === null).length;
  const ranked = [...members].sort((one, other) => (one.rank ?? 999) - (other.rank ?? 999));
  const [most, bonus] = [mostOf(items, 'POINTS'), mostOf(items, 'BONUS')];
  const rank = ({ rank: place, isTied }: BlocMember) => (place === null ? '–' : `${place}${isTied ? ` (${t('tied')})` : ''}`);
  const total = ({ verified, bonus: more }: BlocMember) => (
    <>
      <b>{shownPoints(verified)}</b>
      {verified !== null && more !== null && more > 0 && (
        <span className="muted small block">{t('ofBonus', { points: shownPoints(more) })}</span>
      )}
    </>
  );
  const score = (member: BlocMember) => <ScoreButton member={member} items={items} points={points} />;
  const verifiedOf = (member: BlocMember, itemId: number) =>
    points.find((one) => one.itemId === itemId && one.memberId === member.id)?.verified ?? null;
  return (
    <>
      <Section title={t('sheet')}>
        <p className="muted">{t('sheetBody')}</p>
        {unscored > 0 && (
          <p>
            <Status kind="due">{t('provisional', { count: unscored })}</Status>
          </p>
        )}
        <DataTable
          caption={t('sheet')}
          rows={ranked}
          rowKey={({ id }) => String(id)}
          dense
          columns={[
            { key: 'rank', head: t('fields.rank'), align: 'end', className: 'nowrap', cell: rank },
            { key: 'name', head: t('fields.organisation'), rowHead: true, cell: ({ organisation }) => organisation },
            ...items.map((item) => ({
              key: `item-${item.id}`,
              head: <abbr title={item.name}>{item.code}</abbr>,
              align: 'end' as const,
              cell: (member: BlocMember) => {
                const given = verifiedOf(member, item.id);
                return given === null ? '–' : `${Number(given) > 0 ? SIGN[item.kind] : ''}${formatEntry(given)}`;
              },
            })),
            { key: 'self', head: t('fields.self'), align: 'end', className: 'muted', cell: ({ self }) => shownPoints(self) },
            { key: 'verified', head: t('fields.verified'), align: 'end', cell: total },
            {
              key: 'ballots',
              head: t('fields.ballots'),
              align: 'end',
              cell: ({ ballots }) => (ballots === null ? '–' : formatNumber(ballots)),
            },
            ...(mayManage ? [{ key: 'act', head: <span className="sr">{t('score')}</span>, cell: score }] : []),
          ]}
          phone={(member) => ({
            title: `${rank(member)} · ${member.organisation}`,
            detail: `${t('fields.self')} ${shownPoints(member.self)} · ${t('fields.verified')} ${shownPoints(member.verified)}${member.bonus ? ` (${t('ofBonus', { points: shownPoints(member.bonus) })})` : ''} · ${t('fields.ballots')} ${member.ballots ?? '–'}`,
            aside: mayManage && score(member),
          })}
        />
      </Section>
      <Section title={t('items', { count: items.length, max: formatEntry(most) })} aside={add}>
        {bonus > 0 && <p className="muted">{t('bonusMost', { max: formatEntry(bonus) })}</p>}
        <DataTable
          caption={t('items', { count: items.length, max: formatEntry(most) })}
          rows={items}
          rowKey={({ id }) => String(id)}
          dense
          columns={[
            { key: 'code', head: t('fields.code'), className: 'muted', cell: ({ code }) => code },
            { key: 'name', head: t('fields.item'), rowHead: true, cell: ({ name }) => name },
            ...(items.some(({ heading }) => heading !== null)
              ? [{ key: 'heading', head: t('fields.heading'), cell: ({ heading }: ScoreItem) => heading ?? '–' }]
              : []),
            { key: 'kind', head: t('fields.itemKind'), className: 'nowrap', cell: ({ kind }) => t(`itemKind.${kind}`) },
            {
              key: 'max',
              head: t('fields.maxPoints'),
              align: 'end',
              cell: ({ maxPoints, kind }) => `${SIGN[kind]}${formatEntry(maxPoints)}`,
            },
            ...(mayManage
              ? [
                  {
                    key: 'act',
                    head: <span className="sr">{t('removeItem')}</span>,
                    cell: (item: ScoreItem) => <RemoveItemButton item={item} />,
                  },
                ]
              : []),
          ]}
          phone={(item) => ({
            title: `${item.code} ${item.name}`,
            detail: [item.heading, `${t(`itemKind.${item.kind}`)} ${SIGN[item.kind]}${formatEntry(item.maxPoints)}`]
              .filter(Boolean)
              .join(' · '),
            aside: mayManage && <RemoveItemButton item={item} />,
          })}
        />
      </Section>
    </>
  );
}
