import type { Day } from '@/domain/date';
import { establishBody, linkDepartments, mergeCells, renameBody, setLeaders, unlinkDepartments } from '@/features/party-bodies/commands';
import type { BodyKind } from '@/features/party-bodies/schema';
import { addPerson } from '@/features/people/commands';
import { moment } from './calendar';
import { DEPARTMENTS, MERGED_ON, SPLIT_ON } from './departments';
import { idOf, type People } from './hospital';
import { headOf, reporterOf } from './people';
import type { Run } from './run';

const SINCE: Day = '2008-01-15';
/** What several departments have in one cell; every other department has its own. */
const SHARED: Readonly<Record<string, { name: string; departments: readonly string[] }>> = {
  'CB-THAN': { name: 'Thận – Thận nhân tạo', departments: ['THAN', 'TNT'] },
  'CB-KHTH': { name: 'Kế hoạch tổng hợp – Quản lý chất lượng', departments: ['KHTH', 'QLCL'] },
  'CB-TCCB': { name: 'Tổ chức cán bộ – Truyền thông', departments: ['TCCB', 'TTH'] },
  'CB-VTYT': { name: 'Vật tư – Công nghệ thông tin', departments: ['VTYT', 'CNTT'] },
};
/** The cell of a department; those of later are taken in by an older one. */
const LATER: Readonly<Record<string, string>> = { CCTM: 'CB-TM', NS: 'CB-TH', TK: 'CB-TKDQ', DQ: 'CB-TKDQ', HCQT: 'CB-HCQT' };
/** Each was a cell of its own until 2015. */
const MERGED_CELLS = { day: '2015-01-01', from: ['HC', 'QT'], into: { code: 'CB-HCQT', name: 'Chi bộ Hành chính – Quản trị' } } as const;
/** Whose accounts write for their cell; the others leave it to the Party office. */
const WITH_ACCOUNT = ['SAN', 'NHI', 'KB', 'HSTC', 'TM'];

export type SampleCell = { code: string; id: number; departments: readonly string[] };

const decision = (number: string, signedOn: Day, subject: string) => ({
  decision: { number, signedOn, authority: 'Đảng ủy Bệnh viện Đa khoa tỉnh An Hòa', signer: 'Đặng Hữu Khiêm', subject },
});

const ABOVE: readonly { code: string; kind: BodyKind; name: string; leader: number; deputy?: number }[] = [
  { code: 'DB-BV', kind: 'ORGANISATION', name: 'Đảng bộ Bệnh viện Đa khoa tỉnh An Hòa', leader: 0, deputy: 1 },
  { code: 'DU', kind: 'COMMITTEE', name: 'Đảng ủy Bệnh viện', leader: 0, deputy: 1 },
  { code: 'BTV', kind: 'STANDING_COMMITTEE', name: 'Ban Thường vụ Đảng ủy', leader: 0, deputy: 1 },
  { code: 'VPDU', kind: 'OFFICE', name: 'Văn phòng Đảng ủy', leader: 3 },
  { code: 'BDV', kind: 'BOARD', name: 'Ban Dân vận Đảng ủy', leader: 1 },
  { code: 'BTG', kind: 'BOARD', name: 'Ban Tuyên giáo Đảng ủy', leader: 2 },
];

/** The Party organisation of the sample hospital: its committee, office, boards, and 42 cells since 2008. */
export async function foundParty(
  run: Run,
  people: People,
  departments: ReadonlyMap<string, number>,
  leaders: readonly number[],
): Promise<SampleCell[]> {
  const office = people.actor('vpdu');
  const act = { actor: office, now: moment('2022-12-05', 30) };
  for (const { code, kind, name, leader, deputy } of ABOVE)
    await run(establishBody, act, {
      ...{
        code,
        kind,
        name,
        establishedOn: SINCE,
        secretaryId: leaders[leader] ?? null,
        deputyId: deputy === undefined ? null : (leaders[deputy] ?? null),
      },
      ...(kind === 'ORGANISATION' ? decision('02-QĐ/ĐU', SINCE, 'Kiện toàn tổ chức Đảng bộ bệnh viện') : {}),
    });
  const cells = new Map<string, { id: number; version: number; departments: string[] }>();
  const found = async (code: string, name: string, members: readonly string[]) => {
    const first = members.filter((member) => establishedOn(member) <= SINCE);
    const { id } = await run(establishBody, act, {
      ...{ code, kind: 'CELL', name: `Chi bộ ${name}`, establishedOn: first.length > 0 ? SINCE : establishedOn(members[0] ?? '') },
      departmentIds: first.map((member) => idOf(departments, member)),
    });
    const cell = { id, version: 1, departments: [...members] };
    cells.set(code, cell);
    for (const later of members.filter((member) => !first.includes(member))) await linkTo(code, later);
  };
  const linkTo = async (code: string, department: string) => {
    const cell = cellOf(cells, code);
    await run(linkDepartments, act, {
      ...{
        partyBodyId: cell.id,
        rowVersion: cell.version++,
        departmentIds: [idOf(departments, department)],
        validFrom: establishedOn(department),
      },
    });
  };
  const shared = new Set(Object.values(SHARED).flatMap(({ departments: members }) => members));
  for (const [code, { name, departments: members }] of Object.entries(SHARED)) await found(code, name, members);
  for (const { code, name } of DEPARTMENTS) {
    if (shared.has(code) || code in LATER) continue;
    const former = code === 'NT' ? 'Nội tiết – Đái tháo đường' : name.replace(/^(Khoa|Phòng|Trung tâm) /, '');
    await found(`CB-${code}`, former, [code]);
  }
  const ended = MERGED_CELLS.from.map((code) => cellOf(cells, `CB-${code}`).id);
  const merged = await run(mergeCells, act, {
    ...{ fromIds: ended, into: MERGED_CELLS.into, effectiveOn: MERGED_CELLS.day },
    ...decision('11-QĐ/ĐU', '2014-12-22', 'Nhập Chi bộ Hành chính và Chi bộ Quản trị'),
  });
  for (const code of MERGED_CELLS.from) cells.delete(`CB-${code}`);
  cells.set(merged.code, { id: merged.id, version: 1, departments: ['HC', 'QT'] });
  for (const [department, code] of Object.entries(LATER)) {
    await linkTo(code, department);
    cellOf(cells, code).departments.push(department);
  }
  for (const [code, gone, day] of [
    ['CB-HCQT', ['HC', 'QT'], MERGED_ON],
    ['CB-TKDQ', ['TKDQ'], SPLIT_ON],
  ] as const) {
    const cell = cellOf(cells, code);
    const departmentIds = gone.map((department) => idOf(departments, department));
    await run(unlinkDepartments, act, { partyBodyId: cell.id, rowVersion: cell.version++, departmentIds, validTo: day });
  }
  await nameSecretaries(run, people, departments, cells);
  const endocrine = cellOf(cells, 'CB-NT');
  await run(
    renameBody,
    { actor: office, now: moment('2024-04-02', 60) },
    {
      ...{ partyBodyId: endocrine.id, rowVersion: endocrine.version++, validFrom: '2024-04-01', name: 'Chi bộ Nội tiết' },
      ...decision('07-QĐ/ĐU', '2024-03-28', 'Đổi tên Chi bộ Nội tiết – Đái tháo đường'),
    },
  );
  return [...cells].map(([code, { id, departments: members }]) => ({ code, id, departments: members }));
}

function cellOf<Cell>(cells: ReadonlyMap<string, Cell>, code: string): Cell {
  const cell = cells.get(code);
  if (!cell) throw new Error(`no cell ${code}`);
  return cell;
}

function establishedOn(code: string): Day {
  const found = DEPARTMENTS.find((department) => department.code === code);
  if (!found) throw new Error(`no department ${code}`);
  return found.establishedOn;
}

/** «BSCKII Phùng Quang Thắm» is a person with what stands before the name. */
function personOf(displayName: string): { honorifics?: string; fullName: string } {
  const [first = '', ...rest] = displayName.split(' ');
  return /^(BS|ThS|TS|CN|PGS|DS)/.test(first) ? { honorifics: first, fullName: rest.join(' ') } : { fullName: displayName };
}

/** Heads of departments lead their cells, those who report are deputies; a few have their cell under their own account. */
async function nameSecretaries(
  run: Run,
  people: People,
  departments: ReadonlyMap<string, number>,
  cells: ReadonlyMap<string, { id: number; version: number; departments: string[] }>,
): Promise<void> {
  const since: Day = '2023-01-01';
  // Whoever leads the department that came after the first one leads the cell from that day on.
  const led = [...cells].flatMap(([code, cell]) => [
    { cell, home: cell.departments[0] ?? '', from: since },
    ...(code === 'CB-HCQT' ? [{ cell, home: 'HCQT', from: MERGED_ON }] : []),
    ...(code === 'CB-TKDQ' ? [{ cell, home: 'TK', from: SPLIT_ON }] : []),
  ]);
  for (const { cell, home, from } of led) {
    const put = async (username: string, position: 'HEAD' | 'STAFF') => {
      const { id } = await run(
        addPerson,
        { actor: people.actor('khth'), now: moment('2022-12-28', 60) },
        {
          ...personOf(people.actor(username).displayName),
          ...{ position, departmentId: idOf(departments, home), since: from },
        },
      );
      return id;
    };
    const [secretaryId, deputyId] = [await put(headOf(home), 'HEAD'), await put(reporterOf(home), 'STAFF')];
    const withAccount = WITH_ACCOUNT.includes(home);
    await run(
      setLeaders,
      { actor: people.actor('vpdu'), now: moment('2022-12-30', 30) },
      {
        ...{ partyBodyId: cell.id, rowVersion: cell.version++, validFrom: from, secretaryId, deputyId },
        ...(withAccount ? { changesAccess: true, accountId: idOf(people.accountIds, headOf(home)) } : {}),
      },
    );
  }
}
