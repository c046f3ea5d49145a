import { type Day, formatDay } from '@/domain/date';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { Section } from '@/ui/page/section';
import type { ProposalLine } from '../queries';
import { bySitting } from '../rules/sitting';
import type { Stage } from './ballots';
import type { ProposalWords } from './sentence';

type HeldSittingsProps = {
  t: ProposalWords;
  rows: ProposalLine[];
  stage: Stage;
  /** Whether the ballots may still be corrected. */
  mayCorrect: (row: ProposalLine) => boolean;
  /** The address of the sheet that corrects a sitting. */
  addressOf: (sitting: Day) => string;
};

/** What was voted on, by sitting; each is corrected on its own sheet. */
export function HeldSittings({ t, rows, stage, mayCorrect, addressOf }: HeldSittingsProps) {
  const sittings = bySitting(rows, (row) => row[stage]);
  if (sittings.length === 0) return null;
  return (
    <div className="secs mt-6">
      <Section title={t('sitting.held')}>
        {sittings.map(({ heldOn, eligible, present, rows: of }) => (
          <div key={heldOn} className="mb-4">
            <p className="row wrap">
              <b>{t('sitting.line', { day: formatDay(heldOn), count: of.length, present, eligible })}</b>
              {of.some(mayCorrect) && (
                <LinkButton size="small" href={addressOf(heldOn)}>
                  {t('sitting.correct')}
                </LinkButton>
              )}
            </p>
            <ul>
              {of.map((row) => (
                <li key={row.id}>
                  <Link href={`/awards/proposals/${row.id}`} prefetch={false}>
                    {row.name}
                  </Link>
                  <span className="muted">
                    {` · ${[row.title.name, `${row[stage]?.votesFor}/${eligible}`, !mayCorrect(row) && t(`state.${row.state}`)].filter(Boolean).join(' · ')}`}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Section>
    </div>
  );
}
