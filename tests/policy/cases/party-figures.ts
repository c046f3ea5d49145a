import { recordFigures, showFigures } from '@/features/party-figures/commands';
import { asSystem } from '../../support/db';
import type { CommandCase } from '../case';

const may: CommandCase['may'] = { PARTY_OFFICE: 'any', PARTY_COMMITTEE: 'any' };
const figures = { total: 42, eligible: 42, rated: 42, excellent: 8, good: 42, completed: 42, notCompleted: 0 };
let year = 2000;

export const cases: CommandCase[] = [
  {
    command: recordFigures,
    may,
    // each time the next revision of one year
    input: async ({ db }) => {
      const seen = await asSystem(db, (tx) =>
        tx.partyAggregate.aggregate({ where: { year: 2018, subject: 'CELL' }, _max: { revision: true } }),
      );
      const of = { year: 2018, subject: 'CELL', mode: 'CUMULATIVE', source: 'Báo cáo tổng kết', seenRevision: seen._max.revision ?? 0 };
      return { ...of, ...figures, disciplined: null, capReason: null, isPublished: true };
    },
  },
  {
    command: showFigures,
    may,
    input: async ({ db }) => {
      const { id } = await asSystem(db, (tx) =>
        tx.partyAggregate.create({ data: { year: year++, subject: 'MEMBER', mode: 'CUMULATIVE', source: 'Báo cáo tổng kết', ...figures } }),
      );
      return { aggregateId: id, rowVersion: 1, isPublished: true };
    },
  },
];
