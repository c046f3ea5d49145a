import { z } from 'zod';
import { checkbox, dayInput, id, integer, line, optionalDecimal, orEmpty, rowVersion, yearInput } from '@/domain/input';
import { AGGREGATIONS, DIRECTIONS } from './rules';

/** Short names that never change and stand in addresses and reports: «KCB», «BED_PLAN». */
export const indicatorCode = z
  .string()
  .trim()
  .min(1)
  .max(30)
  .regex(/^[A-Z0-9]+(_[A-Z0-9]+)*$/, { message: 'indicators.field.code' });
const optionalCode = orEmpty(indicatorCode).default(null);
const optionalYear = orEmpty(yearInput).default(null);
const optionalLimit = optionalDecimal.default(null);

export const createAreaInput = z.strictObject({
  code: indicatorCode,
  name: line(120),
  isCore: checkbox,
  sortOrder: integer(0, 1000).default(0),
});

/** What an indicator is. Parts and area are named by code, so that a catalogue can be given whole. */
const definition = {
  name: line(200),
  unit: line(30),
  decimals: integer(0, 4).default(0),
  area: indicatorCode,
  direction: z.enum(DIRECTIONS),
  aggregation: z.enum(AGGREGATIONS),
  numerator: optionalCode,
  denominator: optionalCode,
  /** The denominator counts once for each day of the period: bed occupancy. */
  denominatorDays: checkbox,
  /** 100 makes a ratio a percentage. */
  scale: optionalDecimal.default(null).transform((scale) => scale ?? '1'),
  weight: optionalCode,
  rangeLow: optionalLimit,
  rangeHigh: optionalLimit,
  /** Outside these a figure is refused; nothing may be negative unless said. */
  hardMin: optionalDecimal.default('0'),
  hardMax: optionalLimit,
  /** Per cent of change against last year from which a remark is asked. */
  softChangePct: orEmpty(integer(1, 1000)).default(null),
  isHeadline: checkbox,
  fromYear: yearInput,
  sortOrder: integer(0, 100_000).default(0),
};
const wanted = z.object(definition);
export type Definition = z.output<typeof wanted>;

/** What the database also refuses, said at the field. Parts that the rule does not use are dropped, since a form sends them anyway. */
function coherent<Given extends Definition>(given: Given, context: z.RefinementCtx): Given {
  const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const isRatio = given.aggregation === 'RATIO';
  const isWeighted = given.aggregation === 'WEIGHTED_AVG';
  if (isRatio && !given.numerator) say('numerator', 'common.field.required');
  if (isRatio && !given.denominator) say('denominator', 'common.field.required');
  if (isRatio && given.numerator && given.numerator === given.denominator) say('denominator', 'indicators.field.sameParts');
  if (isWeighted && !given.weight) say('weight', 'common.field.required');
  if (Number(given.scale) <= 0) say('scale', 'indicators.field.scale');
  if (given.direction === 'RANGE') {
    if (given.rangeLow === null) say('rangeLow', 'common.field.required');
    if (given.rangeHigh === null) say('rangeHigh', 'common.field.required');
  }
  if (given.rangeLow !== null && given.rangeHigh !== null && Number(given.rangeHigh) <= Number(given.rangeLow))
    say('rangeHigh', 'indicators.field.range');
  if (given.hardMin !== null && given.hardMax !== null && Number(given.hardMax) < Number(given.hardMin))
    say('hardMax', 'indicators.field.limits');
  return {
    ...given,
    numerator: isRatio ? given.numerator : null,
    denominator: isRatio ? given.denominator : null,
    denominatorDays: isRatio && given.denominatorDays,
    scale: isRatio ? given.scale : '1',
    weight: isWeighted ? given.weight : null,
  };
}

export const createIndicatorInput = z
  .strictObject({ code: indicatorCode, ...definition, toYear: optionalYear })
  .superRefine(({ fromYear, toYear }, context) => {
    if (toYear !== null && toYear < fromYear) context.addIssue({ code: 'custom', path: ['toYear'], message: 'indicators.field.years' });
  })
  .transform(coherent);
export type NewIndicator = z.output<typeof createIndicatorInput>;

/** Many at once, in any order: a ratio may stand before its parts. */
export const createCatalogueInput = z.strictObject({
  areas: z.array(createAreaInput).max(50).default([]),
  indicators: z.array(createIndicatorInput).min(1).max(500),
});

/** Everything but the code, which never changes, and the last year, which is retirement's. */
export const editIndicatorInput = z.strictObject({ indicatorId: id, rowVersion, ...definition }).transform(coherent);

export const retireIndicatorInput = z.strictObject({
  indicatorId: id,
  rowVersion,
  /** The last year in which it is used; blank takes it back into use. */
  toYear: optionalYear,
});

const departmentIds = z.array(id).min(1).max(500);

export const assignIndicatorInput = z.strictObject({ indicatorId: id, departmentIds, required: checkbox, validFrom: dayInput });

/** Who reports what, for many indicators: by code, all from the same day. */
export const assignIndicatorsInput = z.strictObject({
  validFrom: dayInput,
  assignments: z
    .array(z.strictObject({ indicator: indicatorCode, departmentIds, required: checkbox }))
    .min(1)
    .max(1000),
});

export const unassignIndicatorInput = z.strictObject({
  indicatorId: id,
  departmentIds,
  /** The first day that no longer counts. */
  validTo: dayInput,
});
