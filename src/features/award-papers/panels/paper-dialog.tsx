import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { FileForm } from '@/ui/file-form';
import { Field, Select, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { SIGNING } from '../schema';

type Kind = 'department-minutes' | 'council-minutes' | 'submission' | 'decision' | 'certificates' | 'stock' | 'year';
/** What only a person knows of a paper; every one may stay open. */
type Asked = 'number' | 'startedAt' | 'endedAt' | 'venue' | 'chair' | 'writer' | 'signer' | 'signAs' | 'preparedBy';
const HINTS: Partial<Record<Asked, 'number' | 'clock'>> = { number: 'number', startedAt: 'clock', endedAt: 'clock' };

type PaperDialogProps = {
  kind: Kind;
  label: string;
  /** What the program knows already: it travels with the rest. */
  known: Record<string, string | number>;
  asked: readonly Asked[];
  /** More fields, with their names. */
  children?: ReactNode;
  labels?: Record<string, string>;
  consequence?: string;
  size?: 'small';
};

/** Asks for what a paper still lacks, then keeps the file. */
export async function PaperDialog({ kind, label, known, asked, children, labels = {}, consequence, size }: PaperDialogProps) {
  const [t, tCommon] = await Promise.all([getTranslations('awardPapers'), getTranslations('common')]);
  const names = Object.fromEntries(asked.map((name) => [name, t(`fields.${name}`)]));
  return (
    <DialogButton button={label} size={size} title={label} consequence={consequence ?? t('dots')}>
      <FileForm address={`/api/awards/papers/${kind}`} done={t('done')} labels={{ ...names, ...labels }}>
        {Object.entries(known).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {asked.map((name) => {
          if (name === 'signAs')
            return (
              <Select
                key={name}
                name={name}
                label={t('fields.signAs')}
                initial={SIGNING[0]}
                choices={SIGNING.map((value) => ({ value, label: t(`signing.${value}`) }))}
              />
            );
          const hint = HINTS[name];
          return (
            <Field key={name} name={name} label={t(`fields.${name}`)} hint={hint && t(`hints.${hint}`)} optional={tCommon('optional')} />
          );
        })}
        {children}
        <footer>
          <CloseDialogButton>{t('cancel')}</CloseDialogButton>
          <SubmitButton>{t('get')}</SubmitButton>
        </footer>
      </FileForm>
    </DialogButton>
  );
}
