import { type Actor, SYSTEM } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { closeAccount } from '@/features/accounts/commands';
import { establishDepartment, mergeDepartments, renameDepartment, splitDepartment } from '@/features/departments/commands';
import { assignIndicators, createCatalogue } from '@/features/indicators/commands';
import { addHoliday } from '@/features/periods/commands';
import { createSample } from '@/features/sample-accounts/commands';
import { saveSetting } from '@/features/settings/commands';
import { DEFAULTS } from '@/features/settings/rules';
import { PROFILES } from './assignments';
import { HOLIDAYS, moment } from './calendar';
import { DEPARTMENTS, FOUNDED_2022, MERGED_ON, PLANNING_FUNCTIONS, SPLIT_ON } from './departments';
import { catalogueInput, INDICATORS } from './indicators';
import { headOf, reporterOf, type SampleAccount } from './people';
import type { Run } from './run';

/** Who acts in the sample, by user name. */
export type People = { actor(username: string): Actor; accountIds: ReadonlyMap<string, number> };
export type Ids = { departments: ReadonlyMap<string, number>; indicators: ReadonlyMap<string, number>; areas: ReadonlyMap<string, number> };

export const HOSPITAL = { code: 'BV', name: 'Bệnh viện Đa khoa tỉnh An Hòa', founded: '1951-09-02' } as const;
const DIRECTOR = 'TS.BS Đặng Hữu Khiêm';

const decision = (number: string, signedOn: Day, subject: string) => ({
  decision: { number, signedOn, authority: HOSPITAL.name, signer: DIRECTOR, subject },
});

/**
 * The hospital as it came to be: founded 1951 under another name, its departments, and the decisions that changed them.
 * Returns the ids by code.
 */
export async function foundHospital(run: Run, people: People): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const versions = new Map<string, number>();
  const act = { actor: people.actor('khth'), now: moment('2022-12-01', 30) };
  const root = await run(establishDepartment, act, {
    ...{ code: HOSPITAL.code, name: 'Bệnh viện Liên khu Đông Sơn', kind: 'HOSPITAL', establishedOn: HOSPITAL.founded },
  });
  ids.set(HOSPITAL.code, root.id);
  await run(renameDepartment, act, {
    ...{ departmentId: root.id, rowVersion: 1, validFrom: '1965-07-01', name: 'Bệnh viện tỉnh An Hòa' },
    decision: { unnumbered: true, authority: 'Ủy ban hành chính tỉnh An Hòa', subject: 'Đổi tên bệnh viện' },
  });
  await run(renameDepartment, act, {
    ...{ departmentId: root.id, rowVersion: 2, validFrom: '2006-03-01', name: HOSPITAL.name },
    decision: { number: '417/QĐ-UBND', signedOn: '2006-02-15', authority: 'UBND tỉnh An Hòa', subject: 'Kiện toàn bệnh viện đa khoa tỉnh' },
  });
  await run(saveSetting, act, {
    ...{ group: 'letterhead', validFrom: dayOf(act.now), seen: JSON.stringify(DEFAULTS.letterhead) },
    value: { superior: 'Sở Y tế tỉnh An Hòa', place: 'An Hòa', symbol: HOSPITAL.code },
  });
  let foundedTogether: { decisionId: number } | null = null;
  for (const { code, name, shortName, kind, establishedOn } of DEPARTMENTS) {
    // what a merger or a split brings is founded by it
    if (establishedOn === MERGED_ON || establishedOn === SPLIT_ON) continue;
    const isNew = establishedOn === FOUNDED_2022;
    const first = code === 'NT' ? { name: 'Khoa Nội tiết – Đái tháo đường', shortName: 'Nội tiết – ĐTĐ' } : { name, shortName };
    const made = await run(establishDepartment, act, {
      ...{ code, kind, establishedOn, ...first, functions: code === 'KHTH' ? [...PLANNING_FUNCTIONS] : [] },
      ...(isNew && foundedTogether === null
        ? decision('716/QĐ-BV', FOUNDED_2022, 'Thành lập Khoa Cấp cứu và can thiệp tim mạch; Khoa Nội soi')
        : isNew
          ? foundedTogether
          : {}),
    });
    ids.set(code, made.id);
    versions.set(code, made.rowVersion);
    if (isNew && foundedTogether === null) foundedTogether = await decisionOf(run, '716/QĐ-BV');
  }
  const id = (code: string) => idOf(ids, code);
  const rename = (code: string, validFrom: Day, name: string, shortName: string, by: ReturnType<typeof decision>) =>
    run(renameDepartment, act, { departmentId: id(code), rowVersion: versions.get(code) ?? 1, validFrom, name, shortName, ...by });
  await rename(
    'KHTH',
    '1993-11-01',
    'Phòng Kế hoạch tổng hợp',
    'P. KHTH',
    decision('205/QĐ-BV', '1993-10-20', 'Đổi tên Phòng Y vụ thành Phòng Kế hoạch tổng hợp'),
  );
  await rename(
    'NT',
    '2024-04-01',
    'Khoa Nội tiết',
    'Nội tiết',
    decision('168/QĐ-BV', '2024-03-18', 'Đổi tên Khoa Nội tiết – Đái tháo đường'),
  );
  const described = (code: string) => {
    const found = DEPARTMENTS.find((department) => department.code === code);
    if (!found) throw new Error(`no department ${code}`);
    return { code, name: found.name, shortName: found.shortName ?? null, kind: found.kind };
  };
  const merged = await run(mergeDepartments, act, {
    ...{ fromIds: [id('HC'), id('QT')], into: described('HCQT'), effectiveOn: MERGED_ON },
    ...decision('902/QĐ-BV', '2024-12-16', 'Nhập Phòng Hành chính và Phòng Quản trị thành Phòng Hành chính quản trị'),
  });
  ids.set(merged.code, merged.id);
  const split = await run(splitDepartment, act, {
    ...{ departmentId: id('TKDQ'), rowVersion: 1, effectiveOn: SPLIT_ON, principal: 0 },
    into: [described('TK'), described('DQ')],
    ...decision('388/QĐ-BV', '2025-06-12', 'Tách Khoa Thần kinh – Đột quỵ thành Khoa Thần kinh và Khoa Đột quỵ'),
  });
  for (const part of split.into) ids.set(part.code, part.id);
  return ids;
}

/** The id of a decision that a command has just recorded. */
async function decisionOf(run: Run, number: string): Promise<{ decisionId: number }> {
  const { id } = await run.db.decision.findFirstOrThrow({ where: { number }, select: { id: true } });
  return { decisionId: id };
}

export function idOf(ids: ReadonlyMap<string, number>, code: string): number {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`nothing is called ${code}`);
  return id;
}

/** The sample's people, as far as they have accounts yet. */
export class Crowd implements People {
  private readonly ids = new Map<string, number>();
  private readonly actors = new Map<string, Actor>();
  readonly accountIds: ReadonlyMap<string, number> = this.ids;

  actor(username: string): Actor {
    const actor = this.actors.get(username);
    if (!actor) throw new Error(`nobody is called ${username}`);
    return actor;
  }

  /** Accounts with their roles; the departments of those roles are there already. */
  async join(run: Run, accounts: readonly SampleAccount[], departments: ReadonlyMap<string, number>): Promise<void> {
    const input = accounts.map(({ username, displayName, grants }) => ({
      ...{ username, displayName },
      grants: grants.map(({ role, department }) => ({ role, departmentId: department === null ? null : idOf(departments, department) })),
    }));
    const made = await run(createSample, { actor: SYSTEM, now: moment('2022-12-01') }, { accounts: input, validFrom: '2022-12-01' });
    for (const { id, username } of made) this.ids.set(username, id);
    for (const { username, displayName, grants } of input) this.actors.set(username, { id: idOf(this.ids, username), displayName, grants });
  }
}

/** People of departments that a decision has ended keep their records, and sign in no more. */
export async function closeEndedAccounts(run: Run, people: People): Promise<void> {
  for (const { code, until } of DEPARTMENTS) {
    if (until === undefined) continue;
    for (const username of [reporterOf(code), headOf(code)]) {
      const accountId = idOf(people.accountIds, username);
      const { rowVersion } = await run.db.account.findUniqueOrThrow({ where: { id: accountId }, select: { rowVersion: true } });
      await run(closeAccount, { actor: people.actor('quantri'), now: moment(until, 60) }, { accountId, version: rowVersion });
    }
  }
}

/** Areas, indicators, who reports what, and the days off. */
export async function makeCatalogue(run: Run, people: People, departments: ReadonlyMap<string, number>): Promise<Omit<Ids, 'departments'>> {
  const act = { actor: people.actor('khth'), now: moment('2022-12-01', 90) };
  const { ids } = await run(createCatalogue, act, catalogueInput);
  const assignments = INDICATORS.flatMap(({ code, aggregation }) => {
    if (aggregation === 'RATIO') return [];
    const own = DEPARTMENTS.filter(({ profile }) => profile !== null && (PROFILES[profile] as readonly string[]).includes(code));
    return own.length === 0
      ? []
      : [{ indicator: code, departmentIds: own.map((department) => idOf(departments, department.code)), required: true }];
  });
  await run(assignIndicators, act, { validFrom: '2022-12-01', assignments });
  for (const holiday of HOLIDAYS) await run(addHoliday, act, holiday);
  const areas = await run.db.area.findMany({ select: { id: true, code: true } });
  return { indicators: new Map(Object.entries(ids)), areas: new Map(areas.map(({ id, code }) => [code, id])) };
}
