'use client';

import CircleAlert from 'lucide-react/icons/circle-alert';
import { type FormEvent, useRef, useState } from 'react';
import { ErrorSummary } from '@/ui/error-summary';
import { Icon } from '@/ui/icon';

type Words = {
  username: string;
  password: string;
  submit: string;
  signingIn: string;
  /** Holds {left}. */
  wrongLeft: string;
  /** Holds {minutes}. */
  wrongWait: string;
  wrong: string;
  unavailable: string;
  /** Holds {code}, which is also in the log. */
  failed: string;
  offline: string;
  /** By how many fields are empty. */
  missing: string[];
  missingName: string;
  missingPassword: string;
};

type SignInFormProps = {
  words: Words;
  /** A path of this site, made safe by the server. */
  callbackUrl: string;
  username: string;
  /** For the plain form, before or without this script. */
  csrfToken: string;
  /** What happened before this page was loaded, for browsers that came here by the plain form. */
  refused: Refused | null;
};

export type Refused = { error: string; left: string | null; wait: string | null; code: string | null };

/** Name and password, posted to next-auth. The password is never kept; the name stays when it was refused. */
export function SignInForm({ words, callbackUrl, username, csrfToken, refused }: SignInFormProps) {
  const [problem, setProblem] = useState(() => (refused ? sentence(refused, words) : ''));
  const [missing, setMissing] = useState<string[]>([]);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const typed = new FormData(event.currentTarget);
    const empty = ['username', 'password'].filter((name) => typed.get(name) === '');
    setMissing(empty);
    setProblem('');
    if (empty.length > 0) {
      requestAnimationFrame(() => summary.current?.focus());
      return;
    }
    setBusy(true);
    const said = await send(typed, callbackUrl).then(
      (outcome) => outcome && sentence(outcome, words),
      () => words.offline,
    );
    if (said === null) return;
    setBusy(false);
    setProblem(said);
    const field = form.current?.elements.namedItem('password');
    if (!(field instanceof HTMLInputElement)) return;
    field.value = '';
    field.focus();
  }

  const texts: Record<string, string> = { username: words.missingName, password: words.missingPassword };
  const passwordProblem = missing.includes('password') ? words.missingPassword : problem;
  return (
    <form ref={form} method="post" action="/api/auth/callback/credentials" noValidate aria-busy={isBusy} onSubmit={submit}>
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <div ref={summary} tabIndex={-1}>
        {missing.length > 0 && (
          <ErrorSummary
            title={words.missing[missing.length] ?? ''}
            items={missing.map((name) => ({ href: `#field-${name}`, text: texts[name] ?? '' }))}
          />
        )}
      </div>
      <DoorField
        name="username"
        label={words.username}
        autoComplete="username"
        initial={username}
        problem={missing.includes('username') ? words.missingName : ''}
      />
      <DoorField name="password" label={words.password} autoComplete="current-password" problem={passwordProblem} />
      <button type="submit" className="btn main-act block mt-5 h-10 w-full text-base" aria-busy={isBusy}>
        {isBusy ? words.signingIn : words.submit}
      </button>
    </form>
  );
}

type DoorFieldProps = { name: 'username' | 'password'; label: string; autoComplete: string; initial?: string; problem: string };

function DoorField({ name, label, autoComplete, initial = '', problem }: DoorFieldProps) {
  const id = `field-${name}`;
  return (
    <div className={problem ? 'field invalid' : 'field'}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={name === 'password' ? 'password' : 'text'}
        className="input h-10"
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        defaultValue={initial}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
      />
      <p id={`${id}-problem`} className={problem ? 'msg' : undefined} role="alert">
        {problem && <Icon of={CircleAlert} size="s" />}
        {problem}
      </p>
    </div>
  );
}

/** Null when signed in and on the way; else what the server answered. Throws when it could not be reached. */
async function send(typed: FormData, callbackUrl: string): Promise<Refused | null> {
  const { csrfToken }: { csrfToken: string } = await (await fetch('/api/auth/csrf', { cache: 'no-store' })).json();
  const body = new URLSearchParams({ csrfToken, callbackUrl, json: 'true' });
  for (const name of ['username', 'password']) body.set(name, String(typed.get(name)));
  const response = await fetch('/api/auth/callback/credentials', { method: 'POST', body });
  const { url }: { url: string } = await response.json();
  const { searchParams } = new URL(url, window.location.href);
  const error = searchParams.get('error') ?? (response.ok ? null : 'Unavailable');
  if (error) return { error, left: searchParams.get('left'), wait: searchParams.get('wait'), code: searchParams.get('code') };
  // A whole new page: nothing of the anonymous one stays in the browser's cache of pages.
  window.location.assign(callbackUrl);
  return null;
}

function sentence({ error, left, wait, code }: Refused, words: Words): string {
  // The code comes by way of an address: only what looks like one of ours is shown.
  if (code !== null && /^[0-9A-F]{6}$/.test(code)) return words.failed.replace('{code}', code);
  if (error !== 'CredentialsSignin') return words.unavailable;
  if (Number(wait) > 0) return words.wrongWait.replace('{minutes}', String(Math.ceil(Number(wait) / 60)));
  // Few tries left is worth knowing; «9 left» only frightens.
  return left !== null && Number(left) <= 5 ? words.wrongLeft.replace('{left}', String(Number(left))) : words.wrong;
}
