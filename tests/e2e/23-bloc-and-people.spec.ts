import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/app';

const PHONE = { width: 390, height: 844 };
const WIDE = { width: 1280, height: 900 };

/** A word of letters that no other run has: names hold no digits. */
const letters = () => [...Date.now().toString()].map((digit) => 'abcdeghiko'[Number(digit)]).join('');

const dialogOf = (page: Page) => page.getByRole('dialog');
async function save(page: Page, button = 'Lưu') {
  await dialogOf(page).getByRole('button', { name: button, exact: true }).click();
  await expect(dialogOf(page)).toHaveCount(0);
}

/** The units of case 13 in the order of the news item, the chair first. */
const CASE_13 = [
  'Bệnh viện Trung ương Thái Nguyên',
  'Sở Y tế',
  'Sở Giáo dục và Đào tạo',
  'Đài Phát thanh - Truyền hình tỉnh',
  'Sở Lao động - Thương binh và Xã hội',
  'Sở Văn hóa, Thể thao và Du lịch',
  'Bảo tàng Văn hóa các dân tộc Việt Nam',
  'Ban Dân tộc tỉnh',
];

test('a second bloc is set up through the browser, case 13 is entered and read back, and what was wrong is taken back', async ({ as }) => {
  test.setTimeout(240_000);
  const desk = await as('tdkt');
  await desk.setViewportSize(WIDE);
  await desk.goto('/awards/bloc?year=2022');
  const name = `Khối thử nghiệm ${letters()}`;
  await desk.getByRole('button', { name: 'Lập khối' }).click();
  await dialogOf(desk).getByLabel('Tên khối').fill(name);
  await dialogOf(desk).getByRole('button', { name: 'Lưu' }).click();
  await expect(desk.getByRole('heading', { level: 1 })).toContainText(`${name} năm`);
  const address = new URL(desk.url());
  const at = (year: number) => `/awards/bloc?bloc=${address.searchParams.get('bloc')}&year=${year}`;
  await desk.goto(at(2022));
  for (const [index, unit] of CASE_13.entries()) {
    await desk.getByRole('button', { name: 'Thêm đơn vị' }).click();
    await dialogOf(desk).getByLabel('Đơn vị').fill(unit);
    if (index === 0) {
      await dialogOf(desk).getByLabel('Vai trò').selectOption('Trưởng khối');
      await dialogOf(desk).getByLabel('Là bệnh viện ta').check();
    }
    await save(desk);
  }
  // the same unit, written otherwise
  await desk.getByRole('button', { name: 'Thêm đơn vị' }).click();
  await dialogOf(desk).getByLabel('Đơn vị').fill('SO Y TE');
  await dialogOf(desk).getByRole('button', { name: 'Lưu' }).click();
  await expect(dialogOf(desk).getByText('Khối đã có đơn vị này trong năm').first()).toBeVisible();
  await dialogOf(desk).getByRole('button', { name: 'Giữ lại' }).click();

  await desk.getByRole('button', { name: 'Ghi hội nghị Sơ kết 6 tháng' }).click();
  await dialogOf(desk).getByRole('textbox', { name: 'Ngày' }).fill('13/07/2022');
  await dialogOf(desk).getByLabel('Địa điểm').fill('Bệnh viện Trung ương Thái Nguyên');
  await save(desk);

  await desk.reload();
  await expect(desk.getByRole('heading', { level: 1, name: `${name} năm 2022: 8 đơn vị` })).toBeVisible();
  await expect(desk.getByText('Trưởng khối: Bệnh viện Trung ương Thái Nguyên.')).toBeVisible();
  const members = desk.getByRole('table', { name: 'Đơn vị thành viên (8)' });
  const heads = await members.locator('tbody').getByRole('rowheader').allInnerTexts();
  expect(heads.map((text) => text.replace(/\s*\(bệnh viện ta\)\s*/, '').trim())).toEqual(CASE_13);
  await expect(desk.getByRole('row', { name: /Sơ kết 6 tháng 13\/07\/2022 Bệnh viện Trung ương Thái Nguyên/ })).toBeVisible();

  const add = async (code: string, item: string, kind: string, most: string) => {
    await desk.getByRole('button', { name: 'Thêm tiêu chí' }).click();
    await dialogOf(desk).getByLabel('Mã').fill(code);
    await dialogOf(desk).getByLabel('Tiêu chí').fill(item);
    await dialogOf(desk).getByLabel('Thuộc mục').fill('I. Chuyên môn');
    await dialogOf(desk).getByLabel('Loại điểm').selectOption(kind);
    await dialogOf(desk).getByLabel('Điểm tối đa').fill(most);
    await save(desk);
  };
  await add('1', 'Khám bệnh, chữa bệnh', 'Điểm', '1.000');
  await add('2', 'Sáng kiến cấp tỉnh', 'Điểm thưởng', '5,5');
  await expect(desk.getByRole('heading', { name: 'Tiêu chí (2), tổng tối đa 1.000' })).toBeVisible();
  await expect(desk.getByText('Ngoài ra thưởng tối đa 5,5.')).toBeVisible();
  await expect(desk.getByRole('row', { name: /2 Sáng kiến cấp tỉnh I\. Chuyên môn Điểm thưởng \+5,5/ })).toBeVisible();
  // from the top: no row half under the head of the page
  await desk.goto(at(2022));
  await expectAccessible(desk);
  await desk.setViewportSize(PHONE);
  expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await desk.setViewportSize(WIDE);

  // a criterion that goes while somebody scores does not hold the points of the others back
  const other = await as('tdkt');
  await other.setViewportSize(WIDE);
  await other.goto(at(2022));
  await desk.getByRole('button', { name: 'Chấm điểm: Sở Y tế' }).click();
  await other.getByRole('button', { name: 'Bỏ tiêu chí Sáng kiến cấp tỉnh' }).click();
  await save(other, 'Bỏ');
  await dialogOf(desk).getByLabel('Thẩm định').nth(0).fill('950,25');
  await dialogOf(desk).getByLabel('Thẩm định').nth(1).fill('5');
  await save(desk);
  await expect(desk.getByText('Đã lưu điểm. 1 tiêu chí vừa bị bỏ khỏi bảng')).toBeVisible();
  await expect(desk.getByRole('table', { name: 'Bảng điểm' }).getByRole('row', { name: /^1 Sở Y tế 950,25 – 950,25/ })).toBeVisible();

  await desk.getByRole('button', { name: 'Bỏ tiêu chí Khám bệnh, chữa bệnh' }).click();
  await save(desk, 'Bỏ');
  await expect(desk.getByText('Chưa có tiêu chí nào.')).toBeVisible();
  await desk
    .getByRole('row', { name: /Sơ kết 6 tháng/ })
    .getByRole('button', { name: 'Bỏ', exact: true })
    .click();
  await dialogOf(desk).getByLabel('Lý do').fill('Ghi để thử');
  await save(desk, 'Bỏ');
  await expect(desk.getByRole('button', { name: 'Bỏ khối' })).toHaveCount(0);
  for (const unit of CASE_13) {
    await desk.getByRole('row', { name: unit }).getByRole('button', { name: 'Bỏ khỏi khối' }).first().click();
    await dialogOf(desk).getByLabel('Lý do').fill('Ghi để thử');
    await save(desk, 'Bỏ khỏi khối');
  }
  await desk.getByRole('button', { name: 'Bỏ khối' }).click();
  await dialogOf(desk).getByLabel('Lý do').fill('Lập để thử');
  await dialogOf(desk).getByRole('button', { name: 'Bỏ khối' }).click();
  await expect(desk.getByRole('heading', { level: 1 })).not.toContainText(name);
  await desk.goto('/awards/bloc?year=2022');
  await expect(desk.getByText(name)).toHaveCount(0);
});

test('a movement of 2022 offers the departments of 2022, not those founded since', async ({ as }) => {
  const desk = await as('tdkt');
  await desk.goto('/awards/movements?q=cai+cach+hanh+chinh');
  await desk.getByRole('link', { name: 'Thực hiện cải cách hành chính' }).click();
  await desk.getByRole('button', { name: 'Chọn đơn vị tham gia' }).click();
  const offered = (name: string) => dialogOf(desk).getByRole('checkbox', { name, exact: true });
  await expect(offered('Khoa Thần kinh – Đột quỵ')).toBeVisible();
  await expect(offered('Phòng Hành chính')).toBeVisible();
  for (const later of ['Khoa Đột quỵ', 'Phòng Hành chính quản trị']) await expect(offered(later)).toHaveCount(0);
  await offered('Khoa Thần kinh – Đột quỵ').check();
  await save(desk);
  await expect(desk.getByRole('row', { name: /Khoa Thần kinh – Đột quỵ/ })).toBeVisible();
  // as it was
  await desk.getByRole('button', { name: 'Chọn đơn vị tham gia' }).click();
  await offered('Khoa Thần kinh – Đột quỵ').uncheck();
  await save(desk);
});

test('somebody is put on record, put right and moved, on a screen and on a phone; a number is refused', async ({ as }) => {
  test.setTimeout(120_000);
  const desk = await as('tdkt');
  await desk.setViewportSize(WIDE);
  const given = letters().replace(/^./, (first) => first.toUpperCase());
  const name = `Lường Văn ${given}`;
  await desk.goto('/people');
  await desk.getByRole('button', { name: 'Thêm cán bộ' }).click();
  const fill = async (fullName: string) => {
    await dialogOf(desk).getByLabel('Họ và tên').fill(fullName);
    await dialogOf(desk).getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Khoa Nhi' });
    await dialogOf(desk).getByLabel('Từ ngày').fill('01/01/2026');
    await dialogOf(desk).getByRole('button', { name: 'Lưu' }).click();
  };
  await fill(`${name} 038085001234`);
  await expect(dialogOf(desk).getByText('Chỉ ghi họ tên, không ghi số').first()).toBeVisible();
  await fill(`TTND.BSCKII ${name}`);
  await expect(desk.getByText('Đã thêm cán bộ.')).toBeVisible();

  await desk.goto(`/people?q=${given}`);
  const row = desk.getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText(`TTND.BSCKII ${name}`);
  await expect(row).toContainText('Nhân viên, Khoa Nhi');
  await desk.getByRole('button', { name: 'Thêm cán bộ' }).click();
  await fill(`BSCKI ${name}`);
  await expect(dialogOf(desk).getByText(`Đã có ${name} (Khoa Nhi).`).first()).toBeVisible();
  await dialogOf(desk).getByRole('button', { name: 'Giữ lại' }).click();

  await desk.getByRole('button', { name: `Sửa nơi công tác: ${name}` }).click();
  await dialogOf(desk).getByLabel('Chức vụ').selectOption('Trưởng khoa, phòng');
  await dialogOf(desk).getByLabel('Từ ngày').fill('01/02/2026');
  await save(desk);
  await expect(row).toContainText('Trưởng khoa, phòng, Khoa Nhi');
  await expectAccessible(desk);

  await desk.setViewportSize(PHONE);
  await desk.getByRole('listitem').filter({ hasText: name }).getByText('Sửa', { exact: true }).click();
  await desk.getByRole('button', { name: `Chuyển đơn vị: ${name}` }).click();
  await dialogOf(desk).getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Khoa Cấp cứu' });
  await dialogOf(desk).getByLabel('Từ ngày').fill('01/02/2026');
  await dialogOf(desk).getByRole('button', { name: 'Lưu' }).click();
  await expect(dialogOf(desk).getByText('Ngày chuyển phải sau').first()).toBeVisible();
  await dialogOf(desk).getByLabel('Từ ngày').fill('01/06/2026');
  await save(desk);
  expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await desk.setViewportSize(WIDE);
  await expect(row).toContainText('Nhân viên, Khoa Cấp cứu');
  await expect(row).toContainText('trước đó: Khoa Nhi, đến 01/06/2026');
  await expectAccessible(desk);
});

test('the search leads to a person’s awards and to a decision', async ({ as }) => {
  const desk = await as('tdkt');
  const open = async (typed: string, option: RegExp) => {
    await desk.goto('/');
    await expect(async () => {
      await desk.keyboard.press('Control+k');
      await expect(desk.getByRole('combobox')).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await desk.getByRole('combobox').fill(typed);
    await desk.getByRole('option', { name: option }).first().click();
  };
  await open('nguyen thi hoa', /Nguyễn Thị Hoa/);
  await expect(desk).toHaveURL(/\/awards\/people\/\d+/);
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('Nguyễn Thị Hoa');
  await open('52/qd-bv', /52\/QĐ-BV/);
  await expect(desk).toHaveURL(/\/awards\/decisions\/\d+/);
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('52/QĐ-BV');
});

/** What the conference on 2023 commended (case 11). */
const CASE_11 = [
  [36, 'cá nhân tiêu biểu'],
  [4, 'bác sĩ có thành tích trong triển khai kỹ thuật mới'],
  [5, 'bác sĩ có kết quả kiểm tra đánh giá cuối năm cao'],
  [21, 'bác sĩ tốt nghiệp Thạc sĩ, BSCKI'],
] as const;

test('case 11: 36, 4, 5 and 21 stand in the year of the sample, and are read back from a decision that commends as many', async ({
  as,
}) => {
  test.setTimeout(90_000);
  const desk = await as('tdkt');
  await desk.goto('/awards?year=2023&period=year&title=BD');
  const list = desk.getByRole('table', { name: 'Danh sách khen thưởng năm 2023' });
  for (const [count, who] of CASE_11) await expect(list.getByRole('row', { name: new RegExp(`^${who}.* ${count} `) }), who).toBeVisible();
  await expect(list.getByRole('row', { name: /các tập thể tiêu biểu/ })).toContainText('nhiều');

  await desk.goto('/awards/decisions/new?year=2026&period=q4');
  await desk.getByLabel('Số, ký hiệu').fill(`${letters()}/QĐ-BV`);
  await desk.getByLabel('Ngày ký').fill('22/11/2026');
  // a comma would part columns
  const lines = CASE_11.map(([count, who]) => [count, who.replace(',', '')] as const);
  await desk.getByLabel(/Dán từ Excel/).fill(lines.map(([count, who]) => `${String(count).padStart(2, '0')} ${who}`).join('\n'));
  await desk.getByRole('button', { name: 'Đọc danh sách' }).click();
  await desk.getByLabel('Danh hiệu cho cá nhân').selectOption({ label: 'Biểu dương' });
  for (const choice of await desk.getByLabel(/^Chọn người cho /).all()) await choice.selectOption('unnamed');
  await expect(desk.getByRole('heading', { level: 1, name: /66 người, 0 tập thể: tất cả đã rõ/ })).toBeVisible();
  await desk.getByRole('button', { name: 'Ghi 66 người, 0 tập thể' }).click();
  await expect(desk).toHaveURL(/\/awards\/decisions\/\d+$/);
  await expect(desk.getByText(/^66 cá nhân/)).toBeVisible();
  for (const [count] of lines) await expect(desk.getByRole('row', { name: new RegExp(`(^|\\D)${count}(\\D|$)`) }).first()).toBeVisible();
});
