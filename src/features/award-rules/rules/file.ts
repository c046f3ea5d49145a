import type { Condition } from './conditions';

/** Tờ trình, báo cáo thành tích, biên bản của đơn vị, biên bản của hội đồng, giấy công nhận sáng kiến, dự thảo quyết định. */
export type FilePaper = 'SUBMISSION' | 'REPORT' | 'DEPARTMENT_MINUTES' | 'COUNCIL_MINUTES' | 'INITIATIVE' | 'DECISION';

/**
 * What the file of a proposal holds: what the hospital grants itself ends in its decision, what others grant in a submission (NĐ 98/2023
 * Điều 42); proof of an initiative or a research work where a condition asks for one.
 */
export function papersOf(level: string, conditions: readonly (Condition | null)[]): FilePaper[] {
  const asksProof = conditions.some((one) => one?.rule === 'EVIDENCE' && one.params.anyOf.some((kind) => kind !== 'EXCELLENT'));
  return [
    ...(level === 'GRASSROOTS' ? [] : (['SUBMISSION'] as const)),
    ...(['REPORT', 'DEPARTMENT_MINUTES', 'COUNCIL_MINUTES'] as const),
    ...(asksProof ? (['INITIATIVE'] as const) : []),
    ...(level === 'GRASSROOTS' ? (['DECISION'] as const) : []),
  ];
}
