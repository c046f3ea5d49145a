import { describe, expect, it } from 'vitest';
import { contentPolicy } from './content-policy';

const directives = (policy: string) => new Map(policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)]));

describe('the content policy', () => {
  const policy = directives(contentPolicy('abc', false));
  it('runs scripts by nonce only, and evaluates no text', () => {
    expect(policy.get('script-src')).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
  });
  it('lets no frame, plugin, base address or foreign form in', () => {
    for (const closed of ['object-src', 'base-uri', 'frame-ancestors']) expect(policy.get(closed)).toEqual(["'none'"]);
    expect(policy.get('form-action')).toEqual(["'self'"]);
  });
  it('names no other place and no wildcard', () => {
    for (const sources of policy.values()) for (const source of sources) expect(source).toMatch(/^('[a-z-]+'|data:|blob:|'nonce-abc')$/);
    expect([...policy].filter(([, sources]) => sources.includes("'unsafe-inline'")).map(([name]) => name)).toEqual(['style-src-attr']);
  });
  it('evaluates text in development only', () => {
    expect(directives(contentPolicy('abc', true)).get('script-src')).toContain("'unsafe-eval'");
  });
});
