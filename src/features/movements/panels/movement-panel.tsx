import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayOf, formatDay } from '@/domain/date';
import { reach } from '@/domain/policy';
import { departmentsInPeriod } from '@/features/departments/queries';
import { currentActor } from '@/server/session';
import { Link } from '@/ui/link';
import { DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { DefinitionList } from '@/ui/page/definition-list';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Status, StatusSentence } from '@/ui/status';
import { type MovementDetail, movement as movementOf } from '../queries';
import { daysOf, keeps, standingOf } from '../rules';
import { MARK, periodOf } from './list-panel';
import { MovementFields, RecordUnitButton, ReviewButton, TakePartButton, VoidButton, WithdrawReviewButton } from './movement-forms';

/** One movement: who launched it, who takes part with what result, its reviews. */
export async function MovementPanel({ id }: { id: number }) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('movements'), getTranslations('common')]);
  const movement = await movementOf(actor, id);
  if (!movement) notFound();
  const today = dayOf(new Date());
  const standing = standingOf(movement, today);
  const mayKeep = keeps(actor, movement.scope);
  const { decision } = movement;
  return (
    <>
      <PageHeader
        title={movement.name}
        above={<Link href="/awards/movements">{t('title')}</Link>}
        actions={
          mayKeep && (
            <>
              <VoidButton movement={movement} />
              <DialogButton wide button={tCommon('edit')} title={tCommon('edit')}>
                <MovementFields initial={movement} mayAll={reach(actor, 'award.manage') === 'any'} />
              </DialogButton>
            </>
          )
        }
      >
        <StatusSentence kind={MARK[standing]} lead={t(`standing.${standing}`)}>
          {t(`next.${standing}`)}
        </StatusSentence>
      </PageHeader>
      <div className="secs">
        <Section title={t('about')}>
          <DefinitionList
            wide
            items={[
              { term: t('fields.scope'), value: t(`scope.${movement.scope}`) },
              { term: t('fields.launchedBy'), value: movement.launchedBy },
              { term: t('fields.period'), value: periodOf(movement) },
              ...(decision
                ? [
                    {
                      key: 'decision',
                      term: t('decision'),
                      value: [decision.number, decision.signedOn && formatDay(decision.signedOn), decision.subject]
                        .filter(Boolean)
                        .join(' · '),
                    },
                  ]
                : []),
              { term: t('fields.criteria'), value: <span className="whitespace-pre-line">{movement.criteria ?? '–'}</span> },
              { term: t('fields.result'), value: <span className="whitespace-pre-line">{movement.result ?? '–'}</span> },
            ]}
          />
        </Section>
        <Section title={t('reviews')} aside={mayKeep && <ReviewButton movement={movement} />}>
          {movement.reviews.length === 0 && <p className="muted">{t('noReviews')}</p>}
          <ul className="list" aria-label={t('reviews')}>
            {movement.reviews.map((review) => (
              <li key={review.id}>
                <div className="row between wrap">
                  <h3>
                    {t(`stage.${review.stage}`)} · {formatDay(review.heldOn)}
                  </h3>
                  {mayKeep && <WithdrawReviewButton movement={movement} review={review} />}
                </div>
                <p className="whitespace-pre-line">{review.result}</p>
              </li>
            ))}
          </ul>
        </Section>
        <Units movement={movement} mayKeep={mayKeep} day={today} />
      </div>
    </>
  );
}

async function Units({ movement, mayKeep, day }: { movement: MovementDetail; mayKeep: boolean; day: string }) {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('movements')]);
  const living = mayKeep ? await departmentsInPeriod(actor, daysOf(movement, day)) : [];
  // one recorded before the days were changed stays to be ticked
  const others = movement.units.filter(({ departmentId }) => !living.some(({ id }) => id === departmentId));
  const choices = [
    ...living.map(({ id, name }) => ({ value: id, label: name })),
    ...others.map((one) => ({ value: one.departmentId, label: one.name })),
  ];
  const commended = movement.units.filter(({ isCommended }) => isCommended).length;
  return (
    <Section
      title={t('unitsTitle', { count: movement.units.length, commended })}
      aside={mayKeep && <TakePartButton movement={movement} choices={choices} />}
    >
      <DataTable
        caption={t('fields.units')}
        rows={movement.units}
        rowKey={({ departmentId }) => String(departmentId)}
        dense
        empty={<p className="muted">{t('noUnits')}</p>}
        columns={[
          {
            key: 'name',
            head: t('fields.unit'),
            rowHead: true,
            cell: ({ code, name }) => <Link href={`/departments/${code}`}>{name}</Link>,
          },
          { key: 'result', head: t('fields.unitResult'), className: 'whitespace-pre-line', cell: ({ result }) => result ?? '–' },
          {
            key: 'commended',
            head: t('fields.commended'),
            className: 'nowrap',
            cell: ({ isCommended }) => isCommended && <Status kind="approved">{t('fields.isCommended')}</Status>,
          },
          ...(mayKeep
            ? [
                {
                  key: 'act',
                  head: <span className="sr">{t('record')}</span>,
                  cell: (unit: MovementDetail['units'][number]) => <RecordUnitButton movement={movement} unit={unit} />,
                },
              ]
            : []),
        ]}
        phone={(unit) => ({
          title: unit.name,
          detail: [unit.isCommended && t('fields.isCommended'), unit.result].filter(Boolean).join(' · '),
          aside: mayKeep && <RecordUnitButton movement={movement} unit={unit} />,
        })}
      />
    </Section>
  );
}
