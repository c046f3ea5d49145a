import { ask } from './hospital-database';

export type Person = { id: number; username: string; cookie: string };

/**
 * People that the sample does not have, with the sample's password: each with one role (of a department or a Party cell where it asks for
 * one). Who is known by that name already is opened again and keeps the roles they have.
 */
export async function morePeople(
  baseURL: string,
  wanted: readonly { username: string; role: string; department?: string; partyBodyId?: number }[],
): Promise<Person[]> {
  const people: Person[] = [];
  for (const { username, role, department = null, partyBodyId = null } of wanted) {
    const [made] = await ask<{ id: number }>(
      `INSERT INTO account (username, display_name, password_hash, must_change_password, is_sample)
         SELECT $1, $2, password_hash, false, true FROM account WHERE username = 'khth'
       ON CONFLICT (username) DO UPDATE SET state = 'ACTIVE', session_version = account.session_version + 1 RETURNING id`,
      [username, `Người ${username}`],
    );
    if (!made) throw new Error(`${username} was not made`);
    await ask(
      `INSERT INTO role_grant (account_id, role, department_id, party_body_id, valid_from)
         SELECT $1, $2::role, (SELECT id FROM department WHERE code = $3), $4, DATE '2020-01-01'
       WHERE NOT EXISTS (SELECT FROM role_grant WHERE account_id = $1 AND role = $2::role AND party_body_id IS NOT DISTINCT FROM $4)`,
      [made.id, role, department, partyBodyId],
    );
    people.push({ id: made.id, username, cookie: await signedIn(baseURL, username) });
  }
  return people;
}

/** Opens a session the way any client does (the anti-forgery token, then the credentials); the cookies as a request sends them. */
async function signedIn(baseURL: string, username: string): Promise<string> {
  const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((cookie) => cookie.slice(0, cookie.indexOf(';')));
  const asked = await fetch(`${baseURL}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const answer = await fetch(`${baseURL}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { cookie: cookiesOf(asked).join('; '), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, username, password: process.env.E2E_PASSWORD ?? '', json: 'true' }),
    redirect: 'manual',
  });
  const cookies = cookiesOf(answer);
  if (!cookies.some((cookie) => /tong-ket\.session=./.test(cookie))) throw new Error(`${username} could not sign in: ${answer.status}`);
  return [...cookiesOf(asked), ...cookies].join('; ');
}

/** They leave as they came: nobody signs in by these names afterwards. */
export async function sendAway(people: readonly Person[]): Promise<void> {
  await ask(`UPDATE account SET state = 'CLOSED', session_version = session_version + 1 WHERE id = ANY ($1)`, [people.map(({ id }) => id)]);
}
