type TableSkeletonProps = {
  /** Said by screen readers: «Đang tải bảng đơn vị». */
  label: string;
  /** The real heads, so that nothing moves when the rows come. */
  heads: string[];
  rows?: number;
};

/** Rows of the real table, shown only when the answer takes longer than 300 ms. */
export function TableSkeleton({ label, heads, rows = 8 }: TableSkeletonProps) {
  return (
    <div className="waiting" role="status">
      <span className="sr">{label}</span>
      <table aria-hidden="true">
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head} className={index > 0 ? 'num' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move.
            <tr key={row}>
              {heads.map((head, index) => (
                <td key={head} className={index > 0 ? 'num' : undefined}>
                  <i className="skel" style={{ width: index > 0 ? '3rem' : `${8 + ((row * 5) % 7)}rem` }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
