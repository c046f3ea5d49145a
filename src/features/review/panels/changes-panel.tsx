import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment } from '@/domain/date';
import type { Screen } from '@/features/submissions/queries/file';
import { frozenLines } from '@/features/submissions/rules';
import type { SubmissionKind } from '@/features/submissions/schema';
import { ChoiceLinks } from '@/ui/choice';
import { comparedRounds, type FrozenRound } from '../queries/rounds';
import { shortHash } from '../rules/steps';
import type { ComparedRounds } from '../schema';
import { BesidePanel } from './beside-panel';
import { CellsPanel, TasksPanel, TextsPanel } from './difference-panels';

type ChangesPanelProps = {
  actor: Actor;
  screen: Screen;
  kind: SubmissionKind;
  compared: ComparedRounds;
  /** This page's address, to which `&from=1&to=2` is added. */
  address: string;
};

/** What changed between two rounds, cell by cell, task by task, word by word; a first round stands beside the plan and last year. */
export async function ChangesPanel({ actor, screen, kind, compared, address }: ChangesPanelProps) {
  const t = await getTranslations('review.changes');
  const { department, detail, lines } = screen;
  const rounds = detail.id === null ? null : await comparedRounds(actor, department.id, detail.id, compared);
  if (!rounds) return <p className="muted">{t('nothing')}</p>;
  const { all, from, to } = rounds;
  const href = (one: number, other: number) => `${address}&from=${one}&to=${other}`;
  const number = (roundNo: number) => t('round', { round: roundNo });
  const broken = [to, ...(from ? [from] : [])].filter(({ isIntact }) => !isIntact);
  return (
    <div className="secs">
      <div className="row wrap compare">
        {all.length > 1 && (
          <>
            <span className="small muted">{t('choose')}</span>
            <ChoiceLinks
              label={t('choose')}
              options={all.map(({ roundNo }) => ({
                href: href(before(all, roundNo), roundNo),
                label: number(roundNo),
                current: roundNo === to.roundNo,
              }))}
            />
            <span className="small muted">{t('compare', { round: to.roundNo })}</span>
            <ChoiceLinks
              label={t('compare', { round: to.roundNo })}
              options={[
                ...all
                  .filter(({ roundNo }) => roundNo !== to.roundNo)
                  .map(({ roundNo }) => ({ href: href(roundNo, to.roundNo), label: number(roundNo), current: roundNo === from?.roundNo })),
                { href: href(0, to.roundNo), label: t(kind === 'PLAN' ? 'basisAssigned' : 'basis'), current: from === null },
              ]}
            />
          </>
        )}
        <span className="small muted">{sealed(to)}</span>
      </div>
      {broken.map(({ roundNo, sha256 }) => (
        <p key={roundNo} className="bad">
          {t('broken', { round: roundNo, hash: shortHash(sha256) })}
        </p>
      ))}
      {to.snapshot === null || from?.snapshot === null ? (
        <p className="muted">{t('unreadable')}</p>
      ) : from?.snapshot ? (
        <>
          <CellsPanel before={from.snapshot} after={to.snapshot} from={from.roundNo} to={to.roundNo} lines={lines} />
          <TasksPanel before={from.snapshot} after={to.snapshot} />
          <TextsPanel before={from.snapshot} after={to.snapshot} />
        </>
      ) : (
        <BesidePanel lines={frozenLines(lines, to.snapshot, kind)} kind={kind} round={to.roundNo} />
      )}
    </div>
  );

  function sealed({ roundNo, by, at, sha256 }: FrozenRound): string {
    return t('sealed', { to: roundNo, by, moment: formatMoment(at), hash: shortHash(sha256) });
  }
}

/** The round before this one; 0, the plan and last year, before the first. */
function before(all: readonly { roundNo: number }[], roundNo: number): number {
  return all.filter((one) => one.roundNo < roundNo).at(-1)?.roundNo ?? 0;
}
