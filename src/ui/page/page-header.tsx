import type { ReactNode } from 'react';

type PageHeaderProps = {
  title: ReactNode;
  /** A finding (26 px) is a computed sentence; a title (22 px) names the thing. */
  kind?: 'finding' | 'title';
  /** A small line above the title: place, date, who may read this. */
  above?: ReactNode;
  /** A status sentence, or the plain facts behind the finding. */
  children?: ReactNode;
  /** Buttons at the right; below on a phone. */
  actions?: ReactNode;
};

export function PageHeader({ title, kind = 'title', above, children, actions }: PageHeaderProps) {
  return (
    <header className={kind === 'finding' ? 'head finding' : 'head'}>
      <div>
        {above && <p className="small muted">{above}</p>}
        <h1>{title}</h1>
      </div>
      {actions && <div className="row wrap acts">{actions}</div>}
      {children && <div className="below">{children}</div>}
    </header>
  );
}
