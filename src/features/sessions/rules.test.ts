import { describe, expect, it } from 'vitest';
import { deviceOf, pathAfterSignIn } from './rules';

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
