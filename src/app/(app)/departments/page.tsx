import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { dayInput } from '@/domain/input';
import { ListPanel } from '@/features/departments/panels/list-panel';
import { SearchPanel } from '@/features/departments/panels/search-panel';
import type { SearchParams } from '../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('departments'))('title') };
}

export default async function DepartmentsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchParams;
  const on = dayInput.safeParse(search.on).data ?? null;
  const text = typeof search.q === 'string' ? search.q.trim().slice(0, 100) : '';
  const kept = Object.fromEntries(['year', 'period'].flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : [])));
  return text ? <SearchPanel text={text} on={on} kept={kept} /> : <ListPanel on={on} kept={kept} />;
}
