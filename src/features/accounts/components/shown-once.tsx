'use client';

import { useFormState } from '@/ui/form';

/** Inside a form that gives a first password: whose it is, and the password large enough to read out, for as long as the form stays open. */
export function ShownOnce() {
  const { status, message } = useFormState();
  const password = status === 'done' ? /[a-z2-9]{4}(-[a-z2-9]{4}){2}/.exec(message)?.[0] : undefined;
  if (!password) return null;
  return (
    <div className="mt-3 rounded-md bg-sunk p-3 text-center">
      <p className="text-title select-all">
        <b>{password}</b>
      </p>
      <p className="small muted mt-1">{message}</p>
    </div>
  );
}
