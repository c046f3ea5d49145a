import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay } from '@/domain/date';
import { quarterOf } from '@/domain/period';
import { wordsOf } from '@/domain/text';
import { jsonQuery } from '@/server/json-handler';
import { searchAwardDecisions, searchDepartments, searchIndicators, searchPeople } from './queries';
import { findPages, share } from './rules';
import type { SearchAnswer } from './schema';

/** `GET /api/v1/search?q=`: departments (former names too), indicators, people, decisions on awards and pages that the actor may open; at most twelve. */
export const searchHandler = jsonQuery('department.read', search);

async function search(actor: Actor, request: Request): Promise<SearchAnswer> {
  const query = new URL(request.url).searchParams.get('q')?.slice(0, 200) ?? '';
  const words = wordsOf(query);
  if (words.length === 0) return { results: [] };
  const { year } = quarterOf(dayOf(new Date()));
  const [t, departments, indicators, people, decisions] = await Promise.all([
    getTranslations('search'),
    searchDepartments(actor, query, 12),
    searchIndicators(actor, query, year),
    searchPeople(actor, query),
    searchAwardDecisions(actor, query),
  ]);
  const pages = findPages(actor, words, year, (title) => t(`page.${title}`));
  return {
    results: share([
      departments.map(({ code, name, formerName, dissolvedOn }) => ({
        id: `department/${code}`,
        title: name,
        detail: formerName ? t('formerName', { name: formerName }) : dissolvedOn ? t('dissolved') : code,
        kind: t('kind.department'),
        href: `/departments/${code}`,
      })),
      indicators.map(({ code, name, unit }) => ({
        id: `indicator/${code}`,
        title: name,
        detail: unit,
        kind: t('kind.indicator'),
        href: `/summary/${year}/${code}`,
      })),
      people.map(({ id, name, department }) => ({
        id: `person/${id}`,
        title: name,
        detail: department ?? '',
        kind: t('kind.person'),
        href: `/awards/people/${id}`,
      })),
      decisions.map(({ id, number, subject, signedOn }) => ({
        id: `decision/${id}`,
        title: [number, subject].filter(Boolean).join(' · '),
        detail: signedOn ? formatDay(signedOn) : '',
        kind: t('kind.decision'),
        href: `/awards/decisions/${id}`,
      })),
      pages.map(({ title, href }) => ({ id: `page/${title}`, title: t(`page.${title}`), detail: '', kind: t('kind.page'), href })),
    ]),
  };
}
