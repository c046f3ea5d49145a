import ArrowDown from 'lucide-react/icons/arrow-down';
import Check from 'lucide-react/icons/check';
import Minus from 'lucide-react/icons/minus';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { ReactNode } from 'react';
import { Icon } from '../icon';
import { Link } from '../link';
import { Spark, type SparkProps } from './spark';

/** ok: met · miss: short of the target, a fact · bad: past a limit, act now · muted: nothing to judge by. */
export type Verdict = { tone: 'ok' | 'miss' | 'bad' | 'muted'; text: ReactNode };

export type FigureProps = {
  label: string;
  /** Already formatted. */
  value: string;
  unit?: string;
  href?: string;
  spark?: SparkProps;
  /** «104,4 % của 370.000». */
  verdict?: Verdict;
  /** «+5,2 % so với 2024». */
  change?: ReactNode;
};

const MARK = { ok: Check, miss: ArrowDown, bad: TriangleAlert, muted: Minus };

/** One number that matters: label, the number itself, five years with the target, how much of it, and the change. */
export function Figure({ label, value, unit, href, spark, verdict, change }: FigureProps) {
  const body = (
    <>
      <span className="k">{label}</span>
      <span className="block min-w-0">
        <span className="v">
          {value}
          {unit && <small>{unit}</small>}
        </span>
        {spark && <Spark {...spark} />}
        {verdict && (
          <span className="d">
            <b className={verdict.tone}>
              <Icon of={MARK[verdict.tone]} size="s" /> {verdict.text}
            </b>
          </span>
        )}
        {change && <span className="d">{change}</span>}
      </span>
    </>
  );
  return href ? (
    <Link className="fig" href={href}>
      {body}
    </Link>
  ) : (
    <div className="fig">{body}</div>
  );
}

/** Up to six figures in one ruled strip. */
export function Figures({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className="figs" aria-label={label}>
      {children}
    </section>
  );
}
