import { expect, it } from 'vitest';
import { createHistory } from './history';

const step = (id: string, from: string, to: string) => ({ id, from, to });

it('undoes and redoes whole groups', () => {
  const history = createHistory();
  history.push([step('a', '', '1'), step('b', '', '2')]);
  history.push([step('a', '1', '3')]);
  expect(history.undo()).toEqual([step('a', '3', '1')]);
  expect(history.undo()).toEqual([step('a', '1', ''), step('b', '2', '')]);
  expect(history.undo()).toBeNull();
  expect(history.redo()).toEqual([step('a', '', '1'), step('b', '', '2')]);
  expect(history.canRedo()).toBe(true);
});

it('forgets what was undone when something new is done', () => {
  const history = createHistory();
  history.push([step('a', '', '1')]);
  history.undo();
  history.push([]);
  expect(history.canRedo()).toBe(true);
  history.push([step('b', '', '2')]);
  expect(history.redo()).toBeNull();
});

it('follows a text that the server shows in another way', () => {
  const history = createHistory();
  history.push([step('a', '', 'x ')]);
  history.rename('a', 'x ', 'x');
  expect(history.undo()).toEqual([step('a', 'x', '')]);
});

it('does not grow without end', () => {
  const history = createHistory();
  for (let index = 0; index < 500; index++) history.push([step('a', String(index), String(index + 1))]);
  let groups = 0;
  while (history.undo()) groups++;
  expect(groups).toBe(200);
});
