import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Lock from 'lucide-react/icons/lock';
import { LinkButton } from '../button';
import { Icon } from '../icon';
import { Link } from '../link';
import { Drawer } from './drawer';

type RulerPeriod = {
  key: string;
  /** «Quý III», «Cả năm». */
  label: string;
  href: string;
  /** locked: a lock. open: the dot of the period that is running now. */
  state?: 'locked' | 'open';
  current?: boolean;
};

type Step = { href: string; label: string };

export type PeriodRulerProps = {
  /** «2026», and its neighbours when there are any: `label` is «Năm 2025». */
  year: { label: string; previous?: Step; next?: Step };
  periods: RulerPeriod[];
  words: {
    /** Names the ruler: «Năm và kỳ». */
    ruler: string;
    locked: string;
    open: string;
    /** Names the button and the sheet on a phone: «Chọn kỳ». */
    choose: string;
    close: string;
  };
};

/** The year and its periods, always in the bar and always in the address. On a phone the current period opens a sheet with all of them. */
export function PeriodRuler({ year, periods, words }: PeriodRulerProps) {
  const current = periods.find((period) => period.current);
  return (
    <nav className="ruler" aria-label={words.ruler}>
      <span className="year">
        <YearStep step={year.previous} icon={ChevronLeft} />
        <span>{year.label}</span>
        <YearStep step={year.next} icon={ChevronRight} />
      </span>
      <ol>
        {periods.map((period) => (
          <li key={period.key}>
            <PeriodLink period={period} words={words} />
          </li>
        ))}
      </ol>
      {current && (
        <div className="only-phone">
          <Drawer
            className="pick-period"
            label={words.choose}
            title={words.choose}
            close={words.close}
            trigger={
              <>
                {current.label} <Marks period={current} words={words} />
              </>
            }
          >
            <ul>
              {periods.map((period) => (
                <li key={period.key}>
                  <PeriodLink period={period} words={words} />
                </li>
              ))}
            </ul>
          </Drawer>
        </div>
      )}
    </nav>
  );
}

function YearStep({ step, icon }: { step?: Step; icon: typeof ChevronLeft }) {
  return step ? (
    <LinkButton variant="icon" size="small" icon={icon} href={step.href} label={step.label} scroll={false} />
  ) : (
    <span className="w-7" />
  );
}

function PeriodLink({ period, words }: { period: RulerPeriod; words: PeriodRulerProps['words'] }) {
  return (
    <Link className="seg" href={period.href} aria-current={period.current ? 'true' : undefined} scroll={false}>
      {period.label}
      <Marks period={period} words={words} />
    </Link>
  );
}

function Marks({ period, words }: { period: RulerPeriod; words: PeriodRulerProps['words'] }) {
  if (period.state === 'locked') return <Icon of={Lock} label={words.locked} />;
  if (period.state === 'open') {
    return (
      <>
        <i className="now" />
        <span className="sr">{words.open}</span>
      </>
    );
  }
  return null;
}
