import { describe, expect, it } from 'vitest';
import { COMMON_PASSWORDS, deviceOf, passwordProblem, pathAfterSignIn } from './rules';

const own = ['hien.lai', 'Lại Thị Hiền'];

describe('a new password', () => {
  it('has 10 to 128 characters, counted after normalisation', () => {
    expect(passwordProblem('cá vàng 7', own)).toBe('accounts.password.tooShort');
    expect(passwordProblem('ca\u0301 va\u0300ng 7', own)).toBe('accounts.password.tooShort');
    expect(passwordProblem('bếp lửa mưa rào', own)).toBeNull();
    expect(passwordProblem('x7'.repeat(65), own)).toBe('accounts.password.tooLong');
    expect(passwordProblem('😀 ba con mèo 😀', own)).toBeNull();
  });
  it.each([
    'password123',
    'Password@2026',
    'matkhau123456',
    'Mật khẩu 2026',
    'P@ssw0rd1234',
    '1234567890',
    '0987654321',
    '1111111111',
    '2026202620',
    'abcabcabcabc',
    'qwertyuiop',
    'qwerty123456',
    'iloveyou1234',
    'anhyeuem2025',
    'benhvien2026',
    'Giám đốc 2026',
    'khth123456789',
    'Thainguyen@123',
    'nguyenvana1990',
    'administrator!',
    '12/12/1212',
  ])('%s is refused: everybody tries it first', (guess) => {
    expect(passwordProblem(guess, own)).toBe('accounts.password.common');
  });
  it('is not the person’s own name with a little around it', () => {
    expect(passwordProblem('hien.lai2026', own)).toBe('accounts.password.ownName');
    expect(passwordProblem('Lại Thị Hiền 1', own)).toBe('accounts.password.ownName');
    expect(passwordProblem('hien.lai thích bún chả', own)).toBeNull();
  });
  it.each(['quạt trần kêu to', 'tongketlamviectot-8', 'kq7m-w4xd-9trp', 'Sáng đi chợ mua 3 cá'])('%s is taken', (good) => {
    expect(passwordProblem(good, own)).toBeNull();
  });
  it('is compared with at least 300 first guesses', () => {
    expect(COMMON_PASSWORDS).toBeGreaterThanOrEqual(300);
  });
});

describe('after signing in', () => {
  it.each(['/plans', '/reports/noi?year=2026&period=q3', '/summary/2026#areas', '/signs'])('%s is a page of ours', (path) => {
    expect(pathAfterSignIn(path)).toBe(path);
  });
  it.each([
    'https://evil.example/plans',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/a/..//evil.example',
    'javascript:alert(1)',
    'plans',
    '',
    null,
    undefined,
    '/sign-in?callbackUrl=/sign-in',
    '/first-password',
    '/setup/x',
    '/api/v1/summary/2026',
  ])('%s leads home', (path) => {
    expect(pathAfterSignIn(path)).toBe('/');
  });
});

describe('a machine', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
      'Chrome',
      'Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0',
      'Edge',
      'Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36', 'Chrome', 'Android'],
    ['curl/8.5', null, null],
    [null, null, null],
  ])('%s', (userAgent, browser, system) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system });
  });
});
