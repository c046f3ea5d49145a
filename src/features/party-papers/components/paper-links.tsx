import FileText from 'lucide-react/icons/file-text';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { can } from '@/domain/policy';
import { LinkButton } from '@/ui/button';

type OfSpan = { year: number; quarter: number };

/** The papers of a campaign at the head of its sheet, for those who read all cells. Number and day stay open; the page of papers asks for them. */
export async function SheetPapers({ actor, year, quarter }: OfSpan & { actor: Actor }) {
  if (!can(actor, 'party.read')) return null;
  const t = await getTranslations('partyPapers');
  const at = `?year=${year}&quarter=${quarter}`;
  return (
    <nav className="row wrap my-2" aria-label={t('onSheet.label')}>
      {(['decision', 'list', 'minutes'] as const).map((kind) => (
        <LinkButton key={kind} href={`/api/party/papers/${kind}${at}`} size="small" icon={FileText}>
          {t(`onSheet.${kind}`)}
        </LinkButton>
      ))}
    </nav>
  );
}

/** The minutes of a cell's meeting, once there was one. */
export async function CellPaper({ year, quarter, code }: OfSpan & { code: string }) {
  const t = await getTranslations('partyPapers');
  return (
    <p className="my-2">
      <LinkButton
        href={`/api/party/papers/cell-minutes?year=${year}&quarter=${quarter}&code=${encodeURIComponent(code)}`}
        size="small"
        icon={FileText}
      >
        {t('onSheet.cellMinutes')}
      </LinkButton>
    </p>
  );
}
