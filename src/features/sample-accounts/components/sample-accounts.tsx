import { Link } from '@/ui/link';

type SampleChoice = { username: string; displayName: string; href: string };

type SampleAccountsProps = {
  words: { title: string; hint: string; more: string };
  /** Each role of the whole hospital, and the first of each role of a department. */
  first: (SampleChoice & { role: string })[];
  /** The accounts of the other departments. */
  others: SampleChoice[];
};

/** On an evaluation: who can be tried, by role. Choosing one fills in its name. */
export function SampleAccounts({ words, first, others }: SampleAccountsProps) {
  return (
    <section className="sec mt-6" aria-labelledby="sample-accounts">
      <h2 id="sample-accounts">{words.title}</h2>
      <p className="small muted mb-2">{words.hint}</p>
      <dl className="kv small">
        {first.map(({ username, role, href }) => (
          <div key={username}>
            <dt>{role}</dt>
            <dd>
              <Link href={href} prefetch={false}>
                {username}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
      {others.length > 0 && (
        <details className="small mt-2">
          <summary>{words.more}</summary>
          <ul className="mt-1 max-h-60 overflow-auto relative">
            {others.map(({ username, displayName, href }) => (
              <li key={username}>
                <Link href={href} prefetch={false}>
                  {username}
                </Link>{' '}
                <span className="muted">{displayName}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
