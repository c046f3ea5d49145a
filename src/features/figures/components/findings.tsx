import { asks, type Finding, type FindingKey, type Severity, sentenceOf } from '@/features/check-rules/rules';
import { cellDomId } from '@/ui/sheet/model';
import { cellId } from './save';

export type FindingWords = {
  heading: string;
  /** «và {count} điều nữa». */
  more: string;
  finding: Record<FindingKey, string>;
  asks: Record<'nothing' | 'remark' | 'correction' | 'explained', string>;
};

type FindingsProps = {
  findings: readonly Finding[] /** Rows that carry a remark. */;
  explained: ReadonlySet<number>;
  isOpen: boolean;
  words: FindingWords;
};

const MARK: Record<Severity, { sign: string; tone: string }> = {
  INFO: { sign: 'i', tone: 'muted' },
  WARN: { sign: '?', tone: 'warn' },
  BLOCK: { sign: '!', tone: 'bad' },
};

/** More is no longer read beside a sheet; the gravest stand first. */
const LISTED = 12;

/** What the rules of the sheet say about its figures now, and what each asks before it is handed in. */
export function Findings({ findings, explained, isOpen, words }: FindingsProps) {
  if (findings.length === 0) return null;
  return (
    <section>
      <h2>{words.heading}</h2>
      <ul className="tick">
        {findings.slice(0, LISTED).map((finding) => {
          const { ruleId, indicatorId, severity } = finding;
          const hasRemark = explained.has(indicatorId);
          const asked = asks(finding, hasRemark);
          const isSettled = severity === 'WARN' && hasRemark;
          const { sign, tone } = isSettled ? { sign: '✓', tone: 'ok' } : MARK[severity];
          return (
            <li key={`${ruleId}/${indicatorId}`}>
              <b aria-hidden="true" className={tone}>
                {sign}
              </b>
              <span className="grow small">
                <a href={`#${cellDomId(cellId(indicatorId))}`}>{sentence(finding, words)}</a>{' '}
                {(isSettled || isOpen) && (
                  <span className={isSettled ? 'muted' : tone}>({isSettled ? words.asks.explained : words.asks[asked]})</span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {findings.length > LISTED && <p className="muted small">{words.more.replace('{count}', String(findings.length - LISTED))}</p>}
    </section>
  );
}

function sentence(finding: Finding, words: FindingWords): string {
  const values: Record<string, string> = { name: finding.name, ...finding.facts };
  return words.finding[sentenceOf(finding)].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
