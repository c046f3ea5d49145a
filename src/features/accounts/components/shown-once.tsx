'use client';

import { useFormState } from '@/ui/form';

/** Inside a form that gives a first password: the password alone, large enough to read out. The form's own message says what it is. */
export function ShownOnce() {
  const { status, message } = useFormState();
  const password = status === 'done' ? /[a-z2-9]{4}(-[a-z2-9]{4}){2}/.exec(message)?.[0] : undefined;
  return password ? (
    <p className="mt-3 rounded-md bg-sunk p-3 text-center text-title select-all" aria-hidden="true">
      <b>{password}</b>
    </p>
  ) : null;
}
