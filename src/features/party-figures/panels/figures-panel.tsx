import { getTranslations } from 'next-intl/server';
import { formatMoment } from '@/domain/date';
import { formatChange, formatNumber } from '@/domain/number';
import { spanName } from '@/features/cell-ratings/panels/wording';
import { cumulative, disjoint, printedShare } from '@/features/rating-rules/rules/aggregates';
import { RATED_LEVELS, type RatedLevel } from '@/features/rating-rules/rules/levels';
import { Form, SubmitButton } from '@/ui/form';
import { DialogButton } from '@/ui/overlay/dialog';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import { showFiguresAction } from '../actions';
import { FiguresForm, type FiguresFormWords } from '../components/figures-form';
import type { Published, YearOf } from '../queries';
import { countAt, differences, type RatedSpan } from '../rules';
import { disciplineSaid, type FigureWords, labelsOf, type RuleWords } from './wording';

/** What was published of a year or a quarter, beside what was decided; recorded and corrected here. `known` has that span alone, each subject once. */
export async function FiguresPanel({ span, known }: { span: RatedSpan; known: YearOf[] }) {
  const [t, tRules, tCommon, name] = await Promise.all([
    getTranslations('partyFigures'),
    getTranslations('ratingRules'),
    getTranslations('common'),
    spanName(span),
  ]);
  return (
    <>
      <p className="muted small">{t('intro')}</p>
      <div className="secs mt-4">
        {known.map((of) => (
          <SubjectFigures
            key={of.subject}
            of={of}
            span={name}
            t={t}
            tRules={tRules}
            optional={tCommon('optional')}
            close={tCommon('close')}
          />
        ))}
      </div>
    </>
  );
}

type SubjectProps = { of: YearOf; span: string; t: FigureWords; tRules: RuleWords; optional: string; close: string };

function SubjectFigures({ of, span, t, tRules, optional, close }: SubjectProps) {
  const { year, quarter, subject, revisions, decided } = of;
  const [latest] = revisions;
  const names = { subject: tRules(`subject.${subject}`), span };
  const labels = labelsOf(tRules, of);
  return (
    <Section
      title={t('heading', names)}
      aside={
        <DialogButton
          button={t(latest ? 'correct' : 'record')}
          label={t(latest ? 'correctLabel' : 'recordLabel', names)}
          size="small"
          wide
          title={t('formTitle', names)}
          consequence={t('formBody')}
        >
          <FiguresForm
            hidden={{ year, quarter, subject, seenRevision: latest?.revision ?? 0 }}
            initial={initialOf(of)}
            words={formWords(t, labels, optional, close)}
          />
        </DialogButton>
      }
    >
      {latest ? (
        <Latest of={of} span={span} latest={latest} labels={labels} t={t} tRules={tRules} />
      ) : (
        <p className="muted">{t(decided ? 'noneDecided' : 'none', { span })}</p>
      )}
      {latest && !decided && <p className="small muted">{t('undecided')}</p>}
    </Section>
  );
}

type Row = { level: RatedLevel; label: string; published: string; separate: number | null; decided: number | null };
type LatestProps = { of: YearOf; span: string; latest: Published; labels: Record<RatedLevel, string>; t: FigureWords; tRules: RuleWords };

function Latest({ of, span, latest, labels, t, tRules }: LatestProps) {
  const { subject, decided, revisions } = of;
  const separate = disjoint(latest.mode, latest);
  const printed = latest.mode === 'CUMULATIVE' ? { ...cumulative('CUMULATIVE', latest), notCompleted: latest.notCompleted } : separate;
  const differing = decided ? differences(separate, decided) : [];
  const rows: Row[] = RATED_LEVELS.map((level) => {
    const count = countAt(printed, level);
    return {
      level,
      label: labels[level],
      published: count === null ? t('unknown') : printedShare(count, latest.rated),
      separate: countAt(separate, level),
      decided: decided && countAt(decided, level),
    };
  });
  const isDifferent = (level: RatedLevel) => differing.some((one) => one.level === level);
  const columns: Column<Row>[] = [
    { key: 'level', head: t('column.level'), rowHead: true, cell: ({ label }) => label },
    { key: 'published', head: t('column.asPublished'), align: 'end', cell: ({ published }) => published },
    { key: 'separate', head: t('column.separate'), align: 'end', cell: (row) => formatNumber(row.separate) },
  ];
  if (decided) {
    columns.push({ key: 'decided', head: t('column.decided'), align: 'end', cell: (row) => formatNumber(row.decided) });
    columns.push({
      key: 'difference',
      head: t('column.difference'),
      align: 'end',
      cell: ({ level, separate: one, decided: other }) =>
        isDifferent(level) ? (
          <Status kind="late">
            {t('differsWord')} {formatChange((one ?? 0) - (other ?? 0), 0)}
          </Status>
        ) : (
          '–'
        ),
    });
  }
  const discipline = latest.disciplined === null ? t('discipline.unknown') : disciplineSaid(t, subject, latest.disciplined);
  const names = { subject: tRules(`subject.${subject}`), span };
  const isShown = latest.publishedAt !== null;
  return (
    <>
      <p className="small muted">
        {t('ofTotal', { rated: formatNumber(latest.rated), eligible: formatNumber(latest.eligible), total: formatNumber(latest.total) })}
        {' · '}
        {t(`mode.${latest.mode}`)}
      </p>
      <DataTable
        caption={t('heading', names)}
        rows={rows}
        rowKey={({ level }) => level}
        columns={columns}
        dense
        phone={(row) => ({
          title: row.label,
          detail: [
            row.separate === null ? '' : `${t('column.separate')} ${formatNumber(row.separate)}`,
            row.decided === null ? '' : `${t('column.decided')} ${formatNumber(row.decided)}`,
          ]
            .filter(Boolean)
            .join(' · '),
          aside: row.published,
        })}
      />
      {decided && (
        <p className={differing.length > 0 ? 'small bad' : 'small muted'}>
          {differing.length > 0
            ? t('differs', {
                levels: differing.map(({ level, published, decided: own }) => `${labels[level]} ${published} ≠ ${own}`).join('; '),
              })
            : t('same')}
        </p>
      )}
      <p className={latest.disciplined === null ? 'muted' : undefined}>{discipline}.</p>
      <p className="small">{t('sourceSays', { source: latest.source })}</p>
      {latest.capReason && <p className="small warn">{t('capReasonSays', { reason: latest.capReason })}</p>}
      <div className="row wrap mt-1">
        <Status kind={isShown ? 'approved' : 'draft'}>{t(isShown ? 'published' : 'unpublished')}</Status>
        <Form action={showFiguresAction} className="contents">
          <input type="hidden" name="aggregateId" value={latest.id} />
          <input type="hidden" name="rowVersion" value={latest.rowVersion} />
          <input type="hidden" name="isPublished" value={String(!isShown)} />
          <SubmitButton variant="plain" size="small" label={t(isShown ? 'withdrawLabel' : 'publishLabel', names)}>
            {t(isShown ? 'withdraw' : 'publish')}
          </SubmitButton>
        </Form>
      </div>
      {revisions.length > 1 && (
        <details className="small mt-1">
          <summary>{t('revisions', { count: revisions.length })}</summary>
          <ul className="list">
            {revisions.map((one) => (
              <li key={one.id}>
                {t('revision', { revision: one.revision, at: formatMoment(one.recordedAt), by: one.recordedBy ?? '–' })}:{' '}
                {[one.excellent, one.good, one.completed, one.notCompleted].map((count) => formatNumber(count)).join(' · ')} (
                {t(`mode.${one.mode}`)}). {t('sourceSays', { source: one.source })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** A correction begins with what stands; a first entry with what was decided, where it was; the organisation is one that is rated. */
function initialOf({ subject, revisions: [latest], decided }: YearOf) {
  if (latest) {
    const { mode, total, eligible, rated, excellent, good, completed, notCompleted, disciplined, source, capReason, publishedAt } = latest;
    const isPublished = publishedAt !== null;
    return { mode, total, eligible, rated, excellent, good, completed, notCompleted, disciplined, source, capReason, isPublished };
  }
  if (decided?.waiting === 0) {
    const { total, rated, excellent, good, completed, notCompleted } = decided;
    return {
      mode: 'DISJOINT' as const,
      total,
      eligible: subject === 'MEMBER' ? null : total,
      rated,
      excellent,
      good,
      completed,
      notCompleted,
    };
  }
  return subject === 'ORGANISATION' ? { mode: 'DISJOINT' as const, total: 1, eligible: 1, rated: 1 } : { mode: 'CUMULATIVE' as const };
}

function formWords(t: FigureWords, levels: Record<RatedLevel, string>, optional: string, close: string): FiguresFormWords {
  return {
    field: {
      ...{ mode: t('field.mode'), total: t('field.total'), eligible: t('field.eligible'), rated: t('field.rated') },
      ...{ excellent: t('field.excellent'), notCompleted: t('field.notCompleted'), disciplined: t('field.disciplined') },
      ...{ disciplinedHint: t('field.disciplinedHint'), source: t('field.source'), sourceHint: t('field.sourceHint') },
      ...{ capReason: t('field.capReason'), capReasonHint: t('field.capReasonHint'), isPublished: t('field.isPublished') },
    },
    good: { CUMULATIVE: t('field.goodCUMULATIVE'), DISJOINT: t('field.goodDISJOINT') },
    completed: { CUMULATIVE: t('field.completedCUMULATIVE'), DISJOINT: t('field.completedDISJOINT') },
    mode: { CUMULATIVE: t('mode.CUMULATIVE'), DISJOINT: t('mode.DISJOINT') },
    detected: {
      ...{ CUMULATIVE: t('detected.CUMULATIVE'), DISJOINT: t('detected.DISJOINT') },
      ...{ wrong: t.raw('detected.wrong'), take: t.raw('detected.take') },
    },
    ...{ reads: t.raw('reads'), unknown: t('unknown'), levels, optional, close, save: t('save') },
  };
}
