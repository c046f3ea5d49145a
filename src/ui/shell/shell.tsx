import type { ReactNode } from 'react';
import { BottomBar, type BottomBarProps } from './bottom-bar';
import { Rail, type RailProps } from './rail';
import { TopBar, type TopBarProps } from './top-bar';

type ShellProps = {
  /** «Đến nội dung». */
  skip: string;
  /** A `Banner` across the top of every page. */
  banner?: ReactNode;
  rail: RailProps;
  /** auto: wide, and narrow under a grid screen. wide and narrow: the person has pinned one. */
  railWidth?: 'auto' | 'wide' | 'narrow';
  bar: TopBarProps;
  bottom: BottomBarProps;
  /** Toasts, shortcuts: what floats over every page. */
  over?: ReactNode;
  children: ReactNode;
};

/** The frame of every signed-in page. It asks nothing and knows nothing: all of it comes by props. */
export function Shell({ skip, banner, rail, railWidth = 'auto', bar, bottom, over, children }: ShellProps) {
  return (
    <>
      <a className="skip" href="#main">
        {skip}
      </a>
      <div className={`app ${railWidth}`}>
        {banner}
        <Rail {...rail} />
        <TopBar {...bar} />
        <main id="main" className="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <BottomBar {...bottom} />
      {over}
    </>
  );
}

/**
 * A grid screen: full width and height, only the sheet inside it scrolls, and the rail turns narrow by itself.
 * Put `<div className="with-panel"><div className="work">…</div><aside className="panel">…</aside></div>` inside for a side panel.
 */
export function GridScreen({ children }: { children: ReactNode }) {
  return <div data-screen="grid">{children}</div>;
}
