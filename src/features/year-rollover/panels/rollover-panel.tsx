import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { Tabs } from '@/ui/page/tabs';
import { rolloverPreview, rolloversOf } from '../queries';
import { hrefOf, type Place, type Step } from '../rules/steps';
import { DonePanel } from './done-panel';
import { ListsPanel } from './lists-panel';
import { PreviewPanel } from './preview-panel';
import { WhatPanel } from './what-panel';
import { YearsPanel } from './years-panel';

const WALK = ['year', 'what', 'lists', 'preview'] as const satisfies readonly Step[];

/** The wizard that opens a year: choose it, what is copied, row by row, preview. A year that is open shows what was made. */
export async function RolloverPanel({ actor, place, today }: { actor: Actor; place: Place; today: string }) {
  const t = await getTranslations('rollover');
  const { to, step } = place;
  const steps = (
    <Tabs
      label={t('steps.label')}
      tabs={WALK.map((one) => ({ href: hrefOf({ to, step: one }), label: t(`steps.${one}`), current: one === step }))}
    />
  );
  if (step === 'year') return <YearsPanel actor={actor} to={to} today={today} steps={steps} />;
  const acts = await rolloversOf(actor, to);
  const held = acts.find(({ state }) => state === 'CONFIRMED');
  if (held) return <DonePanel year={to} held={held} acts={acts} />;
  const preview = await rolloverPreview(actor, to);
  if (!preview) return null;
  if (step === 'what') return <WhatPanel preview={preview} steps={steps} />;
  if (step === 'lists') return <ListsPanel actor={actor} preview={preview} place={place} steps={steps} />;
  return <PreviewPanel preview={preview} acts={acts} steps={steps} />;
}
