'use client';

import { useId, useState, useTransition } from 'react';

export type Theme = 'system' | 'light' | 'dark';

type ThemeSwitchProps = {
  current: Theme;
  /** Keeps the choice (a cookie); the page itself changes at once. */
  action: (theme: Theme) => Promise<unknown>;
  words: { legend: string } & Record<Theme, string>;
};

const THEMES: Theme[] = ['light', 'dark', 'system'];

export function ThemeSwitch({ current, action, words }: ThemeSwitchProps) {
  const [chosen, setChosen] = useState(current);
  const [, start] = useTransition();
  const name = useId();
  const choose = (theme: Theme) => {
    setChosen(theme);
    const root = document.documentElement;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    start(async () => {
      await action(theme);
    });
  };
  return (
    <fieldset className="contents">
      <legend className="sr">{words.legend}</legend>
      <span className="choice">
        {THEMES.map((theme) => (
          <label key={theme}>
            <input type="radio" name={name} value={theme} checked={theme === chosen} onChange={() => choose(theme)} />
            {words[theme]}
          </label>
        ))}
      </span>
    </fieldset>
  );
}
