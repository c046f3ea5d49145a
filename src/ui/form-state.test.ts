import { describe, expect, it } from 'vitest';
import { type FormAction, guarded, idle, typedValues } from './form-state';

const form = (...entries: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
};
const words = { tooLong: 'dài quá', tooLongField: 'rút ngắn', unanswered: 'chưa trả lời' };
const answer = { ...idle, status: 'done' as const, message: 'Đã lưu.' };

describe('what was typed', () => {
  it('comes back, but no password', () => {
    expect(typedValues(form(['username', 'noi'], ['password', 'secret'], ['newPassword', 'secret']))).toEqual({ username: 'noi' });
  });
});

describe('a form', () => {
  it('passes on what the server says', async () => {
    expect(
      await guarded(
        async () => answer,
        words,
        () => {},
      )(idle, form(['content', 'Hội thảo'])),
    ).toEqual(answer);
  });

  it('does not send a text that is too long to travel, and names the field', async () => {
    let asked = false;
    const action: FormAction = async () => {
      asked = true;
      return answer;
    };
    const long = 'đ'.repeat(100_001);
    const state = await guarded(action, words, () => {})(idle, form(['title', 'Hội thảo'], ['content', long]));
    expect(asked).toBe(false);
    expect(state).toEqual({
      status: 'refused',
      message: 'dài quá',
      errors: { content: ['rút ngắn'] },
      values: { title: 'Hội thảo', content: long },
    });
  });

  it('keeps what was typed when the server does not answer, and will ask again as the same request', async () => {
    const lost: FormAction = () => Promise.reject(new TypeError('Failed to fetch'));
    const state = await guarded(lost, words, () => {})(idle, form(['title', 'Hội thảo']));
    expect(state).toMatchObject({ status: 'refused', message: 'chưa trả lời', values: { title: 'Hội thảo' }, unanswered: true });
  });

  it('lets a redirect through', async () => {
    const signal = new Error('NEXT_REDIRECT');
    const redirecting: FormAction = () => Promise.reject(signal);
    const rethrow = (error: unknown) => {
      throw error;
    };
    await expect(guarded(redirecting, words, rethrow)(idle, form())).rejects.toBe(signal);
  });
});
