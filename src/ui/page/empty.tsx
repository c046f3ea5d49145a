import type { ReactNode } from 'react';

type EmptyProps = {
  /** What is not there: «Chưa có chỉ tiêu nào cho năm 2027». */
  title: ReactNode;
  /** Why, and what the action will do. */
  children: ReactNode;
  /** One main action, at most one other. */
  action?: ReactNode;
  /** How a row will look: the head, a sample row; a waiting row is added. */
  ghost?: { caption: string; head: string[]; row: string[] };
  /** 1 when this is the whole page (an error, a missing page). */
  level?: 1 | 2;
};

export function Empty({ title, children, action, ghost, level = 2 }: EmptyProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <>
      <div className="empty">
        <Heading>{title}</Heading>
        <p>{children}</p>
        {action && <div className="row wrap">{action}</div>}
      </div>
      {ghost && <Ghost {...ghost} />}
    </>
  );
}

function Ghost({ caption, head, row }: { caption: string; head: string[]; row: string[] }) {
  const cells = (text: string[], strong = false) => (
    <div className="ghost-row">
      {text.map((cell, index) => (
        <span key={head[index]} className={index > 0 ? 'num' : undefined}>
          {strong ? <b>{cell}</b> : cell}
        </span>
      ))}
    </div>
  );
  return (
    <div className="ghost">
      <p className="small mb-1">{caption}</p>
      {cells(head, true)}
      {cells(row)}
      <div className="ghost-row" aria-hidden="true">
        {head.map((name, index) => (
          <span key={name} className={index > 0 ? 'num' : undefined}>
            <i className="skel" style={{ width: index > 0 ? '3rem' : '11rem' }} />
          </span>
        ))}
      </div>
    </div>
  );
}
