import type { CSSProperties, ReactNode } from 'react';

/** Sections side by side, in these shares of the width; under one another when the window (or the paper) is narrow. */
export function Columns({ shares, children }: { shares: number[]; children: ReactNode }) {
  const template: CSSProperties & { '--shares': string } = { '--shares': shares.map((share) => `minmax(0, ${share}fr)`).join(' ') };
  return (
    <div className="cols" style={template}>
      {children}
    </div>
  );
}
