import ArrowDown from 'lucide-react/icons/arrow-down';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { formatNumber, formatPercent } from '@/domain/number';
import { RATED_LEVELS } from '@/features/rating-rules/rules/levels';
import { Meter } from '@/ui/charts/meter';
import { Icon } from '@/ui/icon';
import { Link } from '@/ui/link';
import { fill } from '@/ui/sheet/phrase';
import { evidenceShares, type LevelWarning, levelWarnings, stepsAbove } from '../rules';
import type { Level } from '../schema';
import type { SheetLine, SheetWords } from './rating-sheet';

/** A phone has the choice below the name, not beside it. */
const ON_PHONE = 'phone:block phone:border-b phone:border-hair phone:py-1';

/** Where there is room: the secretary stands on the cell's own page as well. */
export const WIDE = 'hidden min-[90rem]:table-cell';

type RowProps = {
  line: SheetLine;
  place: number;
  /** What is chosen for it, or what it has. */
  level: Level | null;
  threshold: number | null;
  mayDecide: boolean;
  isNinth: boolean;
  onChoose(level: Level): void;
  words: SheetWords;
};

/** One cell on the sheet: what was said of it on the way, the evidence, the suggestion, and the choice. */
export function SheetRow({ line, place, level, threshold, mayDecide, isNinth, onChoose, words }: RowProps) {
  return (
    <tr id={`row-${line.id}`} data-rating={line.id} className={`${isNinth ? 'on' : 'bg-paper'} ${ON_PHONE}`}>
      <td className="num muted no-phone">{place + 1}</td>
      <th
        scope="row"
        className="sticky left-0 z-1 max-w-48 overflow-hidden min-[90rem]:max-w-60 bg-inherit text-ellipsis phone:static phone:block phone:h-auto phone:max-w-none phone:border-0"
        title={line.name}
      >
        <Link href={line.href} className="plain block truncate leading-6 phone:whitespace-normal">
          {line.name}
        </Link>
        <span className="only-phone small muted">{onPhone(line, words)}</span>
      </th>
      <td className={`small muted ${WIDE}`}>{line.secretary ?? '–'}</td>
      <td className="num no-phone">{line.memberCount ?? '–'}</td>
      <td className={line.selfLevel === 'EXCELLENT' ? 'small no-phone' : 'small muted no-phone'}>
        {line.selfLevel ? words.brief[line.selfLevel] : '–'}
      </td>
      <td className={line.appraisedLevel === 'EXCELLENT' ? 'small no-phone' : 'small muted no-phone'}>
        <Appraised line={line} words={words} />
      </td>
      <td className="small no-phone">
        <Suggested line={line} level={level} words={words} />
      </td>
      <td className="num no-phone">{line.ballots ? `${line.ballots.excellent}/${line.ballots.present}` : '–'}</td>
      <td className="num no-phone">{line.score === null ? '–' : <b>{formatNumber(Number(line.score), 1)}</b>}</td>
      <EvidenceCells line={line} threshold={threshold} />
      <td className="small no-phone">
        {line.discipline ? <b className="bad">{words.disciplines[line.discipline]}</b> : <span className="muted">0</span>}
      </td>
      <td className="sticky right-0 bg-inherit phone:static phone:block phone:h-auto phone:border-0">
        {line.isOpen && mayDecide ? (
          <fieldset className="contents">
            <legend className="sr">{`${words.columns.decision}, ${line.name}`}</legend>
            <span className={`choice levels${isNinth ? ' over' : ''}`}>
              {RATED_LEVELS.filter((each) => words.levels[each]).map((each) => (
                <label key={each} title={words.levels[each]}>
                  <input
                    type="radio"
                    name={`level-${line.id}`}
                    value={each}
                    checked={level === each}
                    aria-label={words.levels[each]}
                    onChange={() => onChoose(each)}
                  />
                  {words.short[each]}
                </label>
              ))}
            </span>
            {line.state === 'APPEALED' && line.level && (
              <span className="small muted block">{fill(words.appealed, { level: words.brief[line.level] })}</span>
            )}
          </fieldset>
        ) : (
          <span className="small">
            {line.decisionNumber && level ? <b>{words.brief[level]}</b> : <span className="muted">{line.stateName}</span>}
            {line.decisionNumber && (
              <>
                <span className="muted" aria-hidden="true">
                  {' '}
                  {line.decisionNumber}
                </span>
                <span className="sr">{fill(words.decisionOf, { number: line.decisionNumber })}</span>
              </>
            )}
          </span>
        )}
      </td>
    </tr>
  );
}

/** The warnings of what is chosen on a row. */
export const warningsOf = ({ suggestion, appraisal }: SheetLine, level: Level | null): LevelWarning[] =>
  levelWarnings(level, suggestion, appraisal?.headLevel ?? null);

/** What the rules suggest; where another level is chosen a mark says so, with the reasons in words. */
function Suggested({ line, level, words }: { line: SheetLine; level: Level | null; words: SheetWords }) {
  const { suggestion } = line;
  const warnings = warningsOf(line, level);
  const said = warnings.map((warning) => words.warnings[warning]).join('; ');
  return (
    <span className={warnings.length > 0 ? 'warn' : 'muted'} title={said || undefined}>
      {warnings.length > 0 && <Icon of={TriangleAlert} size="s" label={said} />} {suggestion?.level ? words.brief[suggestion.level] : '–'}
      {suggestion?.level && suggestion.isUncertain && (
        <>
          <span aria-hidden="true" title={words.uncertain}>
            {' ?'}
          </span>
          <span className="sr">{words.uncertain}</span>
        </>
      )}
    </span>
  );
}

/** What a phone leaves of the columns. */
const onPhone = ({ appraisedLevel, selfLevel, suggestion, evidence }: SheetLine, words: SheetWords) =>
  fill(words.onPhone, {
    appraised: appraisedLevel ? words.brief[appraisedLevel] : '–',
    self: selfLevel ? words.brief[selfLevel] : '–',
    suggested: suggestion?.level ? words.brief[suggestion.level] : '–',
    late: evidence.planned.late + evidence.planned.overdue,
  });

function Appraised({ line: { selfLevel, appraisedLevel }, words }: { line: SheetLine; words: SheetWords }) {
  if (appraisedLevel === null) return '–';
  if (selfLevel === null || stepsAbove(selfLevel, appraisedLevel) <= 0) return words.brief[appraisedLevel];
  return (
    <b className="text-ink">
      <Icon of={ArrowDown} size="s" /> {words.brief[appraisedLevel]}
    </b>
  );
}

function EvidenceCells({ line: { evidence }, threshold }: { line: SheetLine; threshold: number | null }) {
  const shares = evidenceShares(evidence);
  const late = evidence.planned.late + evidence.planned.overdue;
  return (
    <>
      <td className="num no-phone">{shares.done === null ? '–' : formatNumber(shares.done)}</td>
      <td className={late > 0 ? 'num miss no-phone' : 'num muted no-phone'}>{late > 0 ? <b>{late}</b> : 0}</td>
      <td className="no-phone">
        {shares.exceeded === null ? (
          '–'
        ) : (
          <span className="row gap-1.5">
            <Meter
              value={shares.exceeded}
              target={threshold}
              end={60}
              tone={threshold !== null && shares.exceeded >= threshold ? 'good' : 'quiet'}
              width="3.25rem"
            />
            <span className="small">{formatPercent(shares.exceeded, 0)}</span>
          </span>
        )}
      </td>
    </>
  );
}
