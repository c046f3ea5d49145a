import { type Day, formatDay } from '@/domain/date';
import { InvalidInput, Refusal, type RefusalParams } from '@/domain/errors';
import { composed, fold } from '@/domain/text';
import { existsOn, type Life } from '@/features/departments/rules';
import {
  assertChangeable,
  assertCodeFree,
  assertLiving,
  assertNameFree,
  type Bodies,
  type Body,
  latestOf,
  openLinks,
  parentFor,
} from '@/features/party-bodies/rules';
import { bodyCode } from '@/features/party-bodies/schema';
import { type Namesakes, namesakes, splitHonorifics } from '@/features/people/rules';
import type { MessageKey } from '@/i18n/messages';

/** The columns of the file, under the headings that the template has. A file is a paper of the hospital: its headings are Vietnamese. */
export const CELL_COLUMNS = [
  { key: 'code', label: 'Mã chi bộ', kind: 'text', maximum: 20 },
  { key: 'name', label: 'Tên chi bộ', kind: 'text', maximum: 200, required: true },
  { key: 'departments', label: 'Khoa, phòng', kind: 'lines', maximum: 2_000 },
  { key: 'secretary', label: 'Bí thư', kind: 'text', maximum: 120 },
  { key: 'deputy', label: 'Phó bí thư', kind: 'text', maximum: 120 },
  { key: 'validFrom', label: 'Có hiệu lực từ', kind: 'day', required: true },
  { key: 'decisionNumber', label: 'Số quyết định', kind: 'text', maximum: 60 },
  { key: 'decisionSignedOn', label: 'Ngày quyết định', kind: 'day' },
  { key: 'decisionSubject', label: 'Trích yếu quyết định', kind: 'text', maximum: 500 },
] as const;
export type CellColumn = (typeof CELL_COLUMNS)[number]['key'];
/** A row of the file; blank and unreadable cells are null. */
export type CellRow = { row: number; values: Record<CellColumn, string | null> };

type Known = Life & { id: number; code: string; names: readonly string[] };
type Person = { id: number; fullName: string; honorifics: string | null };
type Find = (fullName: string) => Namesakes<Person>;
type RecordedDecision = { id: number; number: string; signedOn: Day | null };
/** What the rows are held against. */
export type World = {
  bodies: Bodies;
  departments: readonly Known[];
  people: readonly Person[];
  decisions: readonly RecordedDecision[];
};

type Decision = { id: number } | { number: string; signedOn: Day; subject: string };
/** What becomes of one row: a cell founded, one changed from its day on, or nothing to do. `departmentIds` are those that are added. */
export type Item = {
  row: number;
  act: 'found' | 'change' | 'same';
  bodyId: number | null;
  code: string;
  name: string;
  secretaryId: number | null;
  deputyId: number | null;
  /** Whether name or leaders change, so that a new version begins. */
  isRenewed: boolean;
  departmentIds: number[];
  validFrom: Day;
  decision: Decision | null;
};
export type RowProblem = { row: number; column: CellColumn; key: MessageKey; params: RefusalParams };
export type Plan = { items: Item[]; problems: RowProblem[] };

/**
 * What the rows would do to the organisation as it stands, and every cell that stands in the way. `unreadable` are cells that were told
 * already, «12/code»: nothing more is said of them, and their rows become no items.
 */
export function planImport(rows: readonly CellRow[], unreadable: ReadonlySet<string>, world: World): Plan {
  const decisions = decisionsOf(rows, world);
  const twice = repeated(rows, world);
  const find = namesakes(world.people);
  const read = rows.map((row) => {
    const problems: RowProblem[] = [];
    const say = (column: CellColumn, key: MessageKey, params: RefusalParams = {}) => {
      const isTold = unreadable.has(`${row.row}/${column}`) || problems.some((one) => one.column === column);
      if (!isTold) problems.push({ row: row.row, column, key, params });
    };
    if (twice.has(row.row)) say('name', 'cellImport.cell.twice', { row: twice.get(row.row) ?? 0 });
    const item = itemOf(row, { world, decisions, find }, say);
    const isWhole = problems.length === 0 && !CELL_COLUMNS.some(({ key }) => unreadable.has(`${row.row}/${key}`));
    return { problems, item: isWhole ? item : null };
  });
  return { items: read.flatMap(({ item }) => item ?? []), problems: read.flatMap(({ problems }) => problems) };
}

type Say = (column: CellColumn, key: MessageKey, params?: RefusalParams) => void;

type Given = { world: World; decisions: Decisions; find: Find };

function itemOf({ row, values }: CellRow, { world, decisions, find }: Given, say: Say): Item | null {
  const { name, validFrom } = values;
  const code = codeOf(values.code, say);
  const body = bodyOf(world.bodies, code, name);
  if (body && code !== null && code !== body.code) say('code', 'cellImport.cell.otherCode', { code: body.code });
  const decision = decisions(row, values, say);
  const secretaryId = personOf(find, values.secretary, 'secretary', say);
  const deputyId = personOf(find, values.deputy, 'deputy', say);
  const departmentIds = departmentsOf(world.departments, values.departments, validFrom, say);
  if (name === null || validFrom === null) return null;
  const said = { row, validFrom, decision };
  const item = body
    ? changed(body, { ...said, name, secretaryId, deputyId, departmentIds }, world, say)
    : founded({ ...said, code, name, secretaryId, deputyId, departmentIds }, world, say);
  if (item && item.secretaryId !== null && item.secretaryId === item.deputyId) say('deputy', 'partyBodies.field.deputyIsSecretary');
  return item;
}

type Said = Pick<Item, 'row' | 'validFrom' | 'decision' | 'name' | 'secretaryId' | 'deputyId' | 'departmentIds'>;

function founded({ code, ...said }: Said & { code: string | null }, { bodies }: World, say: Say): Item | null {
  if (code === null) {
    say('code', 'cellImport.cell.codeNeeded');
    return null;
  }
  const { name, validFrom } = said;
  told(say, 'code', () => assertCodeFree(bodies, code, 'code'));
  told(say, 'name', () => assertNameFree(bodies, name, validFrom, 'name'));
  told(say, 'validFrom', () => parentFor(bodies, { kind: 'CELL', parentId: null }, validFrom, 'validFrom'));
  return { ...said, act: 'found', bodyId: null, code, isRenewed: true };
}

/** A blank cell leaves what is on record; departments are added, never taken away. */
function changed(body: Body, said: Said, { bodies }: World, say: Say): Item | null {
  if (body.kind !== 'CELL') {
    say('code', 'partyBodies.refused.onlyCells', { name: latestOf(body).name });
    return null;
  }
  const former = latestOf(body);
  const isRenamed = fold(former.name) !== fold(said.name);
  const name = isRenamed ? said.name : former.name;
  const [secretaryId, deputyId] = [said.secretaryId ?? former.secretaryId, said.deputyId ?? former.deputyId];
  const isRenewed = isRenamed || secretaryId !== former.secretaryId || deputyId !== former.deputyId;
  const covered = openLinks(body, said.validFrom).map(({ departmentId }) => departmentId);
  const departmentIds = said.departmentIds.filter((id) => !covered.includes(id));
  if (isRenamed) {
    if (said.decision === null) say('name', 'cellImport.cell.renameNeedsDecision', { name: former.name });
    told(say, 'name', () => assertNameFree(bodies, said.name, said.validFrom, 'name', body.id));
  }
  if (isRenewed) told(say, 'validFrom', () => assertChangeable(body, said.validFrom, 'validFrom'));
  else told(say, 'validFrom', () => assertLiving(body, said.validFrom, 'validFrom'));
  const act = isRenewed || departmentIds.length > 0 ? 'change' : 'same';
  return { ...said, act, bodyId: body.id, code: body.code, name, secretaryId, deputyId, isRenewed, departmentIds };
}

/** What a rule of the organisation refuses, said of a cell of the file. */
function told(say: Say, column: CellColumn, rule: () => unknown): void {
  try {
    rule();
  } catch (error) {
    if (error instanceof InvalidInput) for (const { key, params } of error.problems) say(column, key, params);
    else if (error instanceof Refusal) say(column, error.key, error.params);
    else throw error;
  }
}

function codeOf(text: string | null, say: Say): string | null {
  if (text === null) return null;
  const code = bodyCode.safeParse(text.toUpperCase());
  if (code.success) return code.data;
  say('code', 'departments.field.code');
  return null;
}

/** By its code; else by its present name, marks and case aside. Cells that have ended give their name away. */
function bodyOf(bodies: Bodies, code: string | null, name: string | null): Body | undefined {
  const byCode = code === null ? undefined : bodies.find((body) => body.code === code);
  if (byCode || name === null) return byCode;
  return bodies.find((body) => body.dissolvedOn === null && body.kind === 'CELL' && fold(latestOf(body).name) === fold(name));
}

/** Rows that speak of a cell of which an earlier row of the file speaks; with that row. */
function repeated(rows: readonly CellRow[], { bodies }: World): Map<number, number> {
  const first = new Map<string, number>();
  const twice = new Map<number, number>();
  for (const { row, values } of rows) {
    const code = values.code?.toUpperCase() ?? null;
    const body = bodyOf(bodies, code, values.name);
    const keys = [body && `id ${body.id}`, code && `code ${code}`, values.name && `name ${fold(values.name)}`].filter(Boolean) as string[];
    const earlier = keys.map((key) => first.get(key)).find((found) => found !== undefined);
    if (earlier !== undefined) twice.set(row, earlier);
    for (const key of keys) if (!first.has(key)) first.set(key, row);
  }
  return twice;
}

/** One of the same name with the same marks, else without; several are nobody. */
function single<One>(all: readonly One[], namesOf: (one: One) => readonly string[], text: string): One | 'several' | null {
  const typed = composed(text).toLocaleLowerCase('vi');
  const exact = all.filter((one) => namesOf(one).some((name) => name.toLocaleLowerCase('vi') === typed));
  const found = exact.length > 0 ? exact : all.filter((one) => namesOf(one).some((name) => fold(name) === fold(text)));
  return found.length > 1 ? 'several' : (found[0] ?? null);
}

/** As it stands, with what the register has before the name, or without what stands before it («TS.BS Nguyễn An»). */
function personOf(find: Find, text: string | null, column: 'secretary' | 'deputy', say: Say): number | null {
  if (text === null) return null;
  const { fullName } = splitHonorifics(text);
  const { found } = find(fullName);
  const titled = found.filter(({ honorifics }) => honorifics !== null && fold(`${honorifics} ${fullName}`) === fold(text));
  const [one, another] = titled.length > 0 ? titled : found;
  if (another) say(column, 'cellImport.cell.severalPeople', { name: text });
  else if (!one) say(column, 'cellImport.cell.nobody', { name: text });
  else return one.id;
  return null;
}

function departmentsOf(departments: readonly Known[], text: string | null, day: Day | null, say: Say): number[] {
  if (text === null) return [];
  const names = (one: Known) => [one.code, ...one.names];
  const find = (part: string) => single(departments, names, part);
  const parts = text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    // a name may hold a comma; only what is nobody's name is several
    .flatMap((part) => (find(part) === null && part.includes(',') ? part.split(',').map((one) => one.trim()) : [part]))
    .filter(Boolean);
  const found = parts.map((part) => ({ part, department: find(part) }));
  const named = (wrong: (one: (typeof found)[number]) => boolean) =>
    found
      .filter(wrong)
      .map(({ part }) => part)
      .join('; ');
  const unknown = named(({ department }) => department === null);
  const several = named(({ department }) => department === 'several');
  if (unknown) say('departments', 'cellImport.cell.noDepartment', { name: unknown });
  else if (several) say('departments', 'cellImport.cell.severalDepartments', { name: several });
  const known = found.flatMap(({ part, department }) => (department === null || department === 'several' ? [] : [{ part, department }]));
  const absent = known.find(({ department }) => day !== null && !existsOn(department, day));
  if (absent) say('departments', 'cellImport.cell.departmentAbsent', { name: absent.part, day: formatDay(day ?? '') });
  return [...new Set(known.map(({ department }) => department.id))];
}

type Decisions = (row: number, values: CellRow['values'], say: Say) => Decision | null;

/** One decision is often named by many rows: what one row says of it holds for all. */
function decisionsOf(rows: readonly CellRow[], { decisions }: World): Decisions {
  const sameNumber = (one: string, other: string | null) => other !== null && fold(one) === fold(other);
  return (_row, { decisionNumber: number, decisionSignedOn, decisionSubject }, say) => {
    if (number === null) {
      if (decisionSignedOn !== null || decisionSubject !== null) say('decisionNumber', 'common.field.required');
      return null;
    }
    const beside = rows.map(({ values }) => values).filter((values) => sameNumber(number, values.decisionNumber));
    const days = [...new Set(beside.flatMap(({ decisionSignedOn: day }) => day ?? []))];
    const signedOn = decisionSignedOn ?? (days.length === 1 ? (days[0] ?? null) : null);
    const recorded = decisions.filter((one) => sameNumber(number, one.number) && (signedOn === null || one.signedOn === signedOn));
    if (recorded.length > 1) say('decisionSignedOn', 'cellImport.cell.severalDecisions', { number });
    if (recorded[0]) return { id: recorded[0].id };
    const same = beside.filter(({ decisionSignedOn: day }) => day === null || day === signedOn);
    const subject = decisionSubject ?? same.find((values) => values.decisionSubject !== null)?.decisionSubject ?? null;
    if (signedOn === null) say('decisionSignedOn', 'cellImport.cell.newDecision', { number });
    if (subject === null) say('decisionSubject', 'cellImport.cell.newDecision', { number });
    // one decision, as its first row writes it
    return signedOn === null || subject === null ? null : { number: beside[0]?.decisionNumber ?? number, signedOn, subject };
  };
}
