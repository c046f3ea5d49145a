import { expect, it } from 'vitest';
import { runs } from '../components/wording';
import { papersOf } from './file';

it('what the hospital grants ends in its decision, what others grant in a submission; proof where a condition asks for it', () => {
  expect(papersOf('GRASSROOTS', [])).toEqual(['REPORT', 'DEPARTMENT_MINUTES', 'COUNCIL_MINUTES', 'DECISION']);
  const proof = { rule: 'EVIDENCE', params: { anyOf: ['INITIATIVE_PROVINCE'] } } as const;
  expect(papersOf('PROVINCE_MINISTRY', [{ ...proof, params: { anyOf: [...proof.params.anyOf] } }, null])).toEqual([
    ...['SUBMISSION', 'REPORT', 'DEPARTMENT_MINUTES', 'COUNCIL_MINUTES', 'INITIATIVE'],
  ]);
  expect(papersOf('STATE', [{ rule: 'EVIDENCE', params: { anyOf: ['EXCELLENT'] } }])).not.toContain('INITIATIVE');
});

it('years that follow each other are said as a run', () => {
  expect([runs([]), runs([2024]), runs([2025, 2021, 2022, 2023]), runs([2020, 2022])]).toEqual([
    '',
    '2024',
    '2021–2023, 2025',
    '2020, 2022',
  ]);
});
