import { expect, expectAccessible, signIn, test } from '../support/app';

test('an administrator makes an account; the first password must be changed; closing ends access at once', async ({
  as,
  browser,
  baseURL,
}, { retry }) => {
  // A second try finds the account of the first.
  const login = `nhan.moi${retry || ''}`;
  const admin = await as('quantri');
  await admin.goto('/admin/accounts');
  await expectAccessible(admin);
  await admin
    .getByRole('button', { name: /Thêm tài khoản|Lập tài khoản|Tạo tài khoản/ })
    .first()
    .click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Tên đăng nhập').fill(login);
  await dialog.getByLabel('Họ và tên').fill('Trần Thị Nhàn');
  await dialog.getByLabel('Vai trò').selectOption({ label: 'Ban Giám đốc' });
  await expectAccessible(admin);
  await dialog.getByRole('button', { name: /Thêm|Lập|Tạo/ }).click();
  const shown = dialog.getByText(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
  await expect(shown).toBeVisible();
  const password = ((await shown.textContent()) ?? '').trim();

  const context = await browser.newContext({ baseURL });
  await signIn(context, login, password);
  const page = await context.newPage();
  await page.goto('/summary/2026');
  await expect(page).toHaveURL(/first-password/);
  await expectAccessible(page);
  await page.getByLabel('Mật khẩu lần đầu').fill(password);
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill('bốn từ chẳng liên quan');
  await page.getByLabel('Gõ lại mật khẩu mới').fill('bốn từ chẳng liên quan');
  await page.getByRole('button', { name: 'Đặt mật khẩu' }).click();
  await expect(page).not.toHaveURL(/first-password/);
  await page.goto('/summary/2026');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await admin.goto(`/admin/accounts?q=${login}`);
  await admin
    .getByRole('link', { name: /nhan\.moi|Trần Thị Nhàn/ })
    .first()
    .click();
  await expect(admin).toHaveURL(/\/admin\/accounts\/\d+/);
  await expectAccessible(admin);
  await admin
    .getByRole('button', { name: /Đóng tài khoản/ })
    .first()
    .click();
  await admin
    .getByRole('dialog')
    .getByRole('button', { name: /Đóng tài khoản/ })
    .click();
  await expect(admin.getByText('Đã đóng').first()).toBeVisible();
  await page.goto('/summary/2026');
  await expect(page).toHaveURL(/sign-in/);
  expect((await page.request.get('/api/v1/summary/2026')).status()).toBe(401);
  await context.close();
});

test('signing in by the form, with a wrong password first', async ({ page }) => {
  await page.goto('/plans?year=2026&period=q3');
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await expectAccessible(page);
  await page.getByLabel('Tên đăng nhập').fill('congdoan');
  await page.getByLabel('Mật khẩu').fill('sai mật khẩu');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByText(/Tên hoặc mật khẩu chưa đúng/)).toBeVisible();
  await page.getByLabel('Mật khẩu').fill(process.env.E2E_PASSWORD ?? '');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page).not.toHaveURL(/sign-in/);
});
