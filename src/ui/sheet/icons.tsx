import type { LucideIcon } from 'lucide-react';
import Check from 'lucide-react/icons/check';
import CircleAlert from 'lucide-react/icons/circle-alert';
import ClipboardPaste from 'lucide-react/icons/clipboard-paste';
import CloudAlert from 'lucide-react/icons/cloud-alert';
import CloudCheck from 'lucide-react/icons/cloud-check';
import CloudOff from 'lucide-react/icons/cloud-off';
import Flag from 'lucide-react/icons/flag';
import GitCompareArrows from 'lucide-react/icons/git-compare-arrows';
import Hand from 'lucide-react/icons/hand';
import Loader from 'lucide-react/icons/loader';
import Lock from 'lucide-react/icons/lock';
import MessageSquare from 'lucide-react/icons/message-square';
import PencilLine from 'lucide-react/icons/pencil-line';
import Pin from 'lucide-react/icons/pin';
import Redo from 'lucide-react/icons/redo';
import Sigma from 'lucide-react/icons/sigma';
import Undo from 'lucide-react/icons/undo';

const drawings = {
  alert: CircleAlert,
  check: Check,
  compare: GitCompareArrows,
  flag: Flag,
  hand: Hand,
  loader: Loader,
  lock: Lock,
  paste: ClipboardPaste,
  pin: Pin,
  redo: Redo,
  remark: MessageSquare,
  saved: CloudCheck,
  sigma: Sigma,
  stuck: CloudAlert,
  offline: CloudOff,
  undo: Undo,
  unsent: PencilLine,
} satisfies Record<string, LucideIcon>;

export type GlyphName = keyof typeof drawings;

/** Every drawing once; a thousand cells only point at them. */
export function Sprite() {
  return (
    <svg width="0" height="0" className="sr" aria-hidden="true">
      {Object.entries(drawings).map(([name, Drawing]) => (
        <symbol key={name} id={`sheet-${name}`} viewBox="0 0 24 24">
          <Drawing strokeWidth={1.9} />
        </symbol>
      ))}
    </svg>
  );
}

export function Glyph({ name, className = 'i' }: { name: GlyphName; className?: string }) {
  return (
    <svg className={className} aria-hidden="true">
      <use href={`#sheet-${name}`} />
    </svg>
  );
}
