/** What a department of a kind reports, by indicator code; ratios follow from their parts. Order is the catalogue's. */
const STAY = ['BED_PLAN', 'IPD', 'IPD_DAYS', 'TRANSFER_OUT'];
const VISITS = ['OPD', 'OPD_BHYT'];
const SATISFIED = ['SAT_IN_N', 'SAT_IN_YES'];
const OPERATIONS = ['SURG_TOTAL', 'SURG_SP', 'SURG_1', 'SURG_2', 'SURG_3'];
const PEOPLE = ['TRAIN_SENT', 'CME_CLASSES', 'INIT'];
const RECORDS = ['RECORDS_CHECKED', 'RECORD_SCORE'];
const SERVED = ['WORK_REQ', 'WORK_DONE'];
const WARD = [...STAY, 'PROC_TOTAL', 'PROC_1', ...SATISFIED, ...PEOPLE, 'NEW_TECH', ...RECORDS, 'REVENUE'];
const INTERNAL = [...WARD, ...VISITS, 'CDT_VISITS', 'HEALTH_TALKS'];
const SURGICAL = [
  ...STAY,
  ...VISITS,
  ...OPERATIONS,
  'PROC_TOTAL',
  ...SATISFIED,
  ...PEOPLE,
  'NEW_TECH',
  ...RECORDS,
  'REVENUE',
  'CDT_VISITS',
];
const SERVICE = [...PEOPLE, ...SERVED, 'CONF_REPORTS'];

export const PROFILES = {
  examination: [
    ...VISITS,
    'OPT_TREAT',
    'PROC_TOTAL',
    'PROC_1',
    'FUNC',
    ...PEOPLE,
    'NEW_TECH',
    'HEALTH_TALKS',
    ...RECORDS,
    ...SERVED,
    'REVENUE',
    'CDT_VISITS',
    'CONF_REPORTS',
  ],
  emergency: [...INTERNAL.filter((code) => code !== 'HEALTH_TALKS'), 'EMERG', 'DRILLS'],
  ward: [...WARD, 'CDT_VISITS', 'TELE', 'CONF_REPORTS', 'ARTICLES'],
  internal: INTERNAL,
  cardiology: [...INTERNAL.filter((code) => code !== 'HEALTH_TALKS'), 'EMERG', 'FUNC', 'US'],
  digestive: [...INTERNAL, 'ENDO'],
  respiratory: [...INTERNAL, 'FUNC'],
  neurology: [...INTERNAL, 'FUNC'],
  surgical: SURGICAL,
  obstetrics: [...SURGICAL.filter((code) => code !== 'CDT_VISITS'), 'BIRTH', 'CS'],
  paediatrics: [...INTERNAL, 'EMERG', 'TELE'],
  endoscopy: ['ENDO', 'PROC_TOTAL', 'PROC_1', ...PEOPLE, 'NEW_TECH', 'CONF_REPORTS', ...SERVED, 'TELE', 'REVENUE'],
  laboratory: ['LAB', ...PEOPLE, 'NEW_TECH', 'CONF_REPORTS', 'ARTICLES', ...SERVED, 'CDT_VISITS', 'REVENUE'],
  imaging: ['XRAY', 'CT', 'MRI', 'US', ...PEOPLE, 'NEW_TECH', 'CONF_REPORTS', ...SERVED, 'TELE', 'REVENUE'],
  pharmacy: [...SERVICE, 'ARTICLES', 'SCI_TALKS', 'HEALTH_TALKS', ...RECORDS, 'REVENUE'],
  infection: [...SERVICE, 'HAND_OBS', 'HAND_OK', 'HAI', 'HEALTH_TALKS', 'SCI_TALKS'],
  training: [...SERVICE, 'GRADUATES', 'TRAINEES', 'SCI_TALKS', 'TECH_TRANSFER', 'CDT_CLASSES', 'CDT_TRAINEES', 'EXPERT_TEAMS'],
  planning: [
    ...['DISCHARGED', 'CURED', 'DEATH', 'RES_PROV_ACC', 'RES_MIN_ON', 'RES_PROV_ON', 'RES_BASE_ON', 'ARTICLES'],
    ...['DRILLS', 'INT_PROJECTS', 'INIT', 'TRAIN_SENT'],
  ],
  personnel: [...SERVICE, 'CME_ENOUGH', 'INT_TRAINING', 'STAFF', 'DOCTOR', 'NURSE'],
  nursing: [...SERVICE, 'SCI_TALKS', 'HEALTH_TALKS', ...RECORDS],
  finance: [...SERVICE, 'BHYT_REV', 'SERVICE_REV', 'EXPENSE', 'DRUG_COST'],
  equipment: [...SERVICE, 'EQUIP_TOTAL', 'EQUIP_OK'],
  informatics: [...SERVICE, 'EMR_DEPTS'],
  quality: [...SERVICE, 'SAT_OUT_N', 'SAT_OUT_YES', 'QUALITY', 'INCIDENTS'],
  service: [...PEOPLE, ...SERVED],
  communication: [...PEOPLE, ...SERVED, 'HEALTH_TALKS'],
} as const satisfies Record<string, readonly string[]>;

export type Profile = keyof typeof PROFILES;
