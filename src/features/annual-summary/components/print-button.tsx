'use client';

import type { ReactNode } from 'react';
import { Button } from '@/ui/button';

/** Opens the browser's print dialog; the page has its own print styles. */
export function PrintButton({ children }: { children: ReactNode }) {
  return <Button onClick={() => window.print()}>{children}</Button>;
}
