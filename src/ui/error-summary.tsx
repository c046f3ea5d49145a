type ErrorSummaryProps = {
  /** What did not happen, and how many places remain: «Chưa nộp được, còn 2 chỗ». */
  title: string;
  /** One per field; `href` is `#` and the id of the field. */
  items: { href: string; text: string }[];
};

/** The first thing seen and heard after a form fails. Each line leads to its field; whoever shows it moves the focus here. */
export function ErrorSummary({ title, items }: ErrorSummaryProps) {
  return (
    <div className="errsum" role="alert">
      <h2>{title}</h2>
      {items.length > 0 && (
        <ul>
          {items.map(({ href, text }) => (
            <li key={`${href} ${text}`}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
