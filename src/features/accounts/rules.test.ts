import { describe, expect, it } from 'vitest';
import { COMMON_PASSWORDS, passwordProblem } from './rules';

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
