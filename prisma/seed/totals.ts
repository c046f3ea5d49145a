/** The years of the sample that were planned and reported by quarter. */
export const YEARS = [2023, 2024, 2025, 2026] as const;
export type Year = (typeof YEARS)[number];
/** What was assigned for a year and what was done; of 2026, which is running, what will be done if it goes on as it does. */
export type Pair = readonly [plan: number, actual: number];
type ByYear = readonly [Pair, Pair, Pair, Pair];

/**
 * The hospital's sums by year, 2023 to 2026. From the seeds: 20 new techniques, 193 topics and initiatives, 2 provincial tasks
 * accepted and 21 graduates in 2023, and every one of the seven tasks above its plan. From the pictures: everything that the
 * year 2025 shows, with its growth since 2024.
 */
// biome-ignore format: a table is read by rows
export const SUMS: Readonly<Record<string, ByYear>> = {
  OPD: [[340_000, 352_900], [370_000, 367_310], [370_000, 386_420], [392_000, 398_600]],
  OPT_TREAT: [[41_000, 42_380], [43_500, 43_120], [44_000, 46_090], [46_500, 47_700]],
  EMERG: [[36_500, 37_920], [38_500, 38_760], [39_500, 41_230], [41_500, 42_600]],
  IPD: [[57_000, 58_940], [61_000, 61_480], [62_000, 63_875], [64_500, 65_900]],
  IPD_DAYS: [[404_000, 409_690], [412_000, 415_050], [415_500, 418_250], [421_000, 424_300]],
  DISCHARGED: [[56_100, 58_010], [60_000, 60_540], [61_000, 62_920], [63_500, 64_900]],
  SURG_TOTAL: [[18_200, 18_870], [19_800, 20_118], [20_500, 21_634], [22_000, 22_560]],
  PROC_TOTAL: [[148_000, 151_260], [153_000, 154_820], [156_000, 160_450], [162_000, 166_300]],
  BIRTH: [[4_100, 4_236], [4_200, 4_155], [4_150, 4_188], [4_150, 4_180]],
  LAB: [[1_650_000, 1_712_400], [1_780_000, 1_769_300], [1_800_000, 1_893_500], [1_920_000, 1_968_000]],
  XRAY: [[118_000, 121_700], [124_000, 123_100], [126_000, 117_600], [125_000, 127_900]],
  CT: [[31_000, 32_150], [33_500, 33_020], [34_500, 30_890], [34_500, 35_300]],
  MRI: [[9_800, 10_140], [10_400, 10_260], [10_500, 10_530], [10_900, 11_250]],
  US: [[96_000, 98_800], [101_000, 100_200], [103_000, 103_900], [106_000, 108_700]],
  ENDO: [[21_000, 21_860], [22_500, 22_340], [23_000, 24_110], [24_500, 25_200]],
  FUNC: [[64_000, 65_900], [67_500, 66_800], [68_500, 71_400], [72_000, 73_500]],
  SAT_IN_N: [[8_800, 9_120], [9_200, 9_350], [9_400, 9_640], [9_700, 9_900]],
  SAT_OUT_N: [[4_200, 4_310], [4_300, 4_350], [4_400, 4_480], [4_500, 4_560]],

  GRADUATES: [[20, 21], [20, 18], [20, 21], [22, 22]],
  TRAIN_SENT: [[150, 158], [160, 155], [160, 168], [168, 172]],
  CME_CLASSES: [[300, 312], [310, 306], [312, 327], [324, 333]],
  TRAINEES: [[820, 851], [860, 838], [860, 905], [900, 930]],
  SCI_TALKS: [[48, 50], [50, 50], [50, 52], [52, 53]],
  CME_ENOUGH: [[980, 1_004], [1_000, 992], [1_000, 1_049], [1_020, 1_060]],

  INIT: [[185, 193], [180, 176], [180, 193], [195, 201]],
  NEW_TECH: [[18, 20], [20, 19], [20, 23], [22, 24]],
  RES_PROV_ACC: [[2, 2], [1, 1], [2, 2], [2, 2]],
  ARTICLES: [[44, 47], [48, 46], [48, 52], [52, 54]],
  CONF_REPORTS: [[60, 64], [64, 63], [64, 69], [68, 71]],

  TECH_TRANSFER: [[42, 44], [44, 42], [44, 46], [46, 47]],
  CDT_VISITS: [[240, 252], [250, 246], [250, 263], [260, 268]],
  CDT_CLASSES: [[24, 25], [24, 22], [24, 23], [24, 25]],
  CDT_TRAINEES: [[610, 640], [640, 622], [640, 668], [660, 680]],
  TELE: [[120, 131], [130, 128], [130, 141], [140, 150]],

  HEALTH_TALKS: [[118, 124], [120, 122], [120, 128], [126, 131]],
  HAND_OBS: [[16_000, 16_400], [16_500, 16_700], [17_000, 17_320], [17_500, 17_800]],
  DRILLS: [[4, 5], [5, 5], [5, 5], [5, 5]],

  EXPERT_TEAMS: [[8, 9], [8, 7], [8, 9], [9, 9]],
  INT_TRAINING: [[14, 15], [15, 14], [15, 16], [16, 17]],
  INT_PROJECTS: [[3, 4], [4, 4], [4, 4], [4, 4]],

  REVENUE: [[755_000, 768_200], [830_000, 790_400], [830_000, 812_600], [845_000, 858_000]],
  BHYT_REV: [[560_000, 566_900], [600_000, 571_200], [600_000, 560_400], [590_000, 601_000]],
  SERVICE_REV: [[86_000, 89_200], [98_000, 97_100], [104_000, 104_000], [112_000, 113_500]],
  EXPENSE: [[690_000, 698_000], [735_000, 738_500], [760_000, 761_000], [785_000, 792_000]],

  RECORDS_CHECKED: [[5_200, 5_320], [5_400, 5_380], [5_500, 5_610], [5_700, 5_790]],
  WORK_REQ: [[23_000, 23_600], [24_000, 24_300], [25_000, 25_400], [26_000, 26_300]],
  INCIDENTS: [[180, 186], [200, 207], [210, 224], [230, 236]],
};

/** Counts that are a part of another one, never more: `of` which, and how many by year. */
// biome-ignore format: a table is read by rows
export const PARTS: Readonly<Record<string, { of: string; totals: ByYear }>> = {
  OPD_BHYT: { of: 'OPD', totals: [[308_000, 321_600], [338_000, 336_900], [342_000, 357_100], [362_000, 369_500]] },
  CURED: { of: 'DISCHARGED', totals: [[52_740, 54_760], [56_400, 57_150], [57_340, 59_590], [59_690, 61_520]] },
  SAT_IN_YES: { of: 'SAT_IN_N', totals: [[8_008, 8_372], [8_464, 8_658], [8_648, 9_004], [9_021, 9_276]] },
  SAT_OUT_YES: { of: 'SAT_OUT_N', totals: [[3_696, 3_832], [3_827, 3_889], [3_960, 4_045], [4_073, 4_140]] },
  HAND_OK: { of: 'HAND_OBS', totals: [[13_760, 14_284], [14_438, 14_679], [14_960, 15_449], [15_575, 15_949]] },
  WORK_DONE: { of: 'WORK_REQ', totals: [[21_390, 22_120], [22_440, 22_870], [23_500, 24_160], [24_570, 25_010]] },
  DRUG_COST: { of: 'EXPENSE', totals: [[238_050, 238_700], [251_370, 253_300], [258_400, 257_980], [266_900, 266_100]] },
  TRANSFER_OUT: { of: 'IPD', totals: [[1_197, 1_120], [1_220, 1_168], [1_240, 1_150], [1_226, 1_160]] },
  CS: { of: 'BIRTH', totals: [[1_722, 1_736], [1_764, 1_716], [1_743, 1_717], [1_723, 1_701]] },
};

/** Counts that follow a whole which other departments report; a share of their own. */
// biome-ignore format: a table is read by rows
export const LOOSE: Readonly<Record<string, ByYear>> = {
  DEATH: [[342, 330], [360, 340], [366, 345], [374, 350]],
  HAI: [[1_710, 1_690], [1_769, 1_745], [1_798, 1_740], [1_806, 1_750]],
};

/** What stands at the end of a quarter and hardly moves in a year. */
// biome-ignore format: a table is read by rows
export const STANDING: Readonly<Record<string, ByYear>> = {
  RES_MIN_ON: [[1, 1], [1, 1], [1, 1], [2, 2]],
  RES_PROV_ON: [[3, 3], [3, 3], [2, 2], [3, 3]],
  RES_BASE_ON: [[2, 2], [3, 3], [4, 4], [3, 3]],
  QUALITY: [[3.9, 3.92], [3.98, 4.01], [4.05, 4.08], [4.1, 4.12]],
  EQUIP_TOTAL: [[1_860, 1_860], [1_934, 1_934], [2_012, 2_012], [2_078, 2_078]],
  EQUIP_OK: [[1_767, 1_779], [1_838, 1_848], [1_912, 1_929], [1_975, 1_996]],
  EMR_DEPTS: [[12, 13], [20, 20], [28, 30], [34, 35]],
  STAFF: [[1_182, 1_176], [1_196, 1_190], [1_210, 1_204], [1_224, 1_218]],
  DOCTOR: [[286, 283], [294, 291], [302, 300], [312, 309]],
  NURSE: [[604, 600], [610, 606], [616, 613], [624, 620]],
};

/** What is assigned for rates: their results follow from their parts. BOR_PLAN is judged by its range. */
export const RATE_TARGETS: Readonly<Record<string, readonly [string, string, string, string]>> = {
  ALOS: ['7.1', '6.9', '6.8', '6.6'],
  BOR_PLAN: ['95', '95', '95', '95'],
  TRANSFER_RATE: ['2.1', '2', '2', '1.9'],
  CURE_RATE: ['94', '94', '94', '94'],
  DEATH_RATE: ['0.6', '0.59', '0.59', '0.58'],
  CS_RATE: ['42', '42', '42', '41.5'],
  SAT_IN: ['91', '92', '92', '93'],
  SAT_OUT: ['88', '89', '90', '90.5'],
  HAND_HYGIENE: ['86', '87.5', '88', '89'],
  HAI_RATE: ['3', '2.9', '2.9', '2.8'],
  DRUG_SHARE: ['34.5', '34.2', '34', '34'],
  RECORD_SCORE: ['8.3', '8.4', '8.5', '8.6'],
  WORK_RATE: ['93', '93.5', '94', '94.5'],
  EQUIP_RATE: ['95', '95', '95', '95'],
};

/** How a year falls into quarters, in per mille; what is not here is nearly even. */
export const SEASONS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  GRADUATES: [0, 100, 350, 550],
  INIT: [40, 160, 200, 600],
  NEW_TECH: [200, 250, 300, 250],
  RES_PROV_ACC: [0, 400, 0, 600],
  OPD: [236, 252, 258, 254],
  IPD: [244, 250, 254, 252],
  EMERG: [252, 248, 254, 246],
  DRILLS: [200, 300, 300, 200],
};

/** Quarters that are known one by one. */
export const QUARTERS_KNOWN: Readonly<Record<string, Partial<Record<Year, { plan?: readonly number[]; actual?: readonly number[] }>>>> = {
  REVENUE: {
    2024: { actual: [188_400, 196_900, 201_300, 203_800] },
    2025: { plan: [200_000, 210_000, 210_000, 210_000], actual: [204_100, 211_800, 195_200, 201_500] },
  },
};

/** Targets that a decision of October 2026 changed; the difference falls on Quý IV. */
export const ADJUSTED_2026: Readonly<Record<string, number>> = {
  OPD: 396_000,
  IPD: 65_500,
  SURG_TOTAL: 22_400,
  REVENUE: 856_000,
  HEALTH_TALKS: 130,
};

/** Published for whole years, from before there were quarters. 2018: local press; later years: the picture's five-year lines. */
// biome-ignore format: a table is read by rows
export const PUBLISHED: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  2018: { OPD: '347700', IPD: '60220', PROC_TOTAL: '133114' },
  2019: { OPD: '358640', IPD: '61150', BOR_PLAN: '97.8', ALOS: '7.6', SURG_TOTAL: '17610', PROC_TOTAL: '138420', SAT_IN: '88.4', REVENUE: '641300', NEW_TECH: '17', INIT: '148' },
  2020: { OPD: '331980', IPD: '56470', BOR_PLAN: '90.1', ALOS: '7.5', SURG_TOTAL: '16480', PROC_TOTAL: '131070', SAT_IN: '89.1', REVENUE: '618900', NEW_TECH: '13', INIT: '152' },
  2021: { OPD: '341200', IPD: '55120', BOR_PLAN: '88.2', ALOS: '7.4', SURG_TOTAL: '17240', PROC_TOTAL: '134900', SAT_IN: '89.7', REVENUE: '655400', NEW_TECH: '15', INIT: '161' },
  2022: { OPD: '322800', IPD: '52380', BOR_PLAN: '84.9', ALOS: '7.3', SURG_TOTAL: '16310', PROC_TOTAL: '136250', SAT_IN: '90.4', REVENUE: '663700', NEW_TECH: '16', INIT: '170' },
};
