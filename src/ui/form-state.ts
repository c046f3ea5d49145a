/** What a form knows after it was sent: what happened, beside which field, and what was typed. */
export type FormState = {
  status: 'idle' | 'done' | 'refused';
  message: string;
  errors: Record<string, string[]>;
  values: Record<string, string | string[]>;
};

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;

export const idle: FormState = { status: 'idle', message: '', errors: {}, values: {} };
