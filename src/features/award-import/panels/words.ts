import type { getTranslations } from 'next-intl/server';
import { STEPS, type StepWords } from '../components/progress';

export type Words = Awaited<ReturnType<typeof getTranslations<'awardImport'>>>;

/** The sentences of the steps as they stand: the browser fills the counts in as they come. */
export const stepWords = (t: Words): StepWords => Object.fromEntries(STEPS.map((step) => [step, t.raw(`step.${step}`)])) as StepWords;
