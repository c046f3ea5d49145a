/** Bars over the double rule that closes a page of accounts. */
export function BrandMark() {
  return (
    <svg
      className="brandmark"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={2.2}
      strokeLinecap="square"
      aria-hidden="true"
    >
      <path d="M4 13V9M9.3 13V4M14.7 13V7M20 13V4" />
      <path d="M3 17.2h18M3 21h18" strokeWidth={1.7} />
    </svg>
  );
}
