import { getTranslations } from 'next-intl/server';
import { DefinitionList } from '@/ui/page/definition-list';
import { SectionTexts } from '../components/section-texts';
import type { Screen } from '../queries/file';
import { SECTIONS, type Section } from '../schema';

/** The report's own words: written while it may be, read afterwards. */
export async function TextsPanel({ screen, canWrite, accountId }: { screen: Screen; canWrite: boolean; accountId: number }) {
  const t = await getTranslations('submissions');
  const { department, quarter, detail, pins } = screen;
  if (!canWrite) {
    return (
      <DefinitionList
        wide
        items={SECTIONS.map((section) => ({
          key: section,
          term: t(`sections.${section}`),
          value: detail.sections[section] ?? <span className="muted">{t('text.empty')}</span>,
        }))}
      />
    );
  }
  const bySection = <Value,>(pick: (section: Section) => Value) =>
    Object.fromEntries(SECTIONS.map((section) => [section, pick(section)])) as Record<Section, Value>;
  return (
    <SectionTexts
      place={{ departmentId: department.id, periodId: quarter.id, kind: 'REPORT' }}
      accountId={accountId}
      texts={bySection((section) => detail.sections[section] ?? '')}
      pins={Object.fromEntries(pins.flatMap(({ section, reason }) => (section ? [[section, reason]] : [])))}
      words={{
        labels: bySection((section) => t(`sections.${section}`)),
        hints: bySection((section) => t(`sectionHints.${section}`)),
        saving: t('text.saving'),
        saved: t.raw('text.saved'),
        offline: t('text.offline'),
        refused: t.raw('text.refused'),
        conflict: t('text.conflict'),
        mine: t('text.mine'),
        theirs: t('text.theirs'),
      }}
    />
  );
}
