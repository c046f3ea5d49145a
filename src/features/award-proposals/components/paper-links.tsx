import FileText from 'lucide-react/icons/file-text';
import { formatDay } from '@/domain/date';
import { LinkButton } from '@/ui/button';
import type { ProposalLine } from '../queries';
import type { ProposalWords } from './sentence';

/** The Word papers that a proposal stands in so far. */
export function ProposalPapers({ proposal, t }: { proposal: ProposalLine; t: ProposalWords }) {
  const { year, department, departmentVote, councilVote, superior, submittedOn, decision, title } = proposal;
  const address = (kind: string, query: Record<string, string>) =>
    `/api/awards/papers/${kind}?${new URLSearchParams({ year: String(year), ...query })}`;
  const papers = [
    departmentVote && {
      href: address('department-minutes', { department: department.code, heldOn: departmentVote.heldOn }),
      label: t('papers.departmentMinutes', { day: formatDay(departmentVote.heldOn) }),
    },
    councilVote && {
      href: address('council-minutes', { heldOn: councilVote.heldOn }),
      label: t('papers.councilMinutes', { day: formatDay(councilVote.heldOn) }),
    },
    superior &&
      submittedOn && {
        href: address('submission', { superior, submittedOn }),
        label: t('papers.submission', { superior, day: formatDay(submittedOn) }),
      },
    decision && {
      href: `/api/awards/papers/decision?decisionId=${decision.id}`,
      label: t('papers.decision', { number: decision.number ?? '' }),
    },
    decision &&
      title.level === 'GRASSROOTS' && {
        href: `/api/awards/papers/certificates?decisionId=${decision.id}`,
        label: t('papers.certificates'),
      },
  ].flatMap((paper) => paper || []);
  if (papers.length === 0) return <p className="muted">{t('papers.none')}</p>;
  return (
    <div className="row wrap">
      {papers.map(({ href, label }) => (
        <LinkButton key={href} href={href} size="small" icon={FileText}>
          {label}
        </LinkButton>
      ))}
    </div>
  );
}
