'use client';

import type { ComponentProps } from 'react';
import ErrorInside from './(app)/error';

/** Where the door fails, or the frame of the signed-in pages itself: the same words without a frame. */
export default function ErrorOutside(props: ComponentProps<typeof ErrorInside>) {
  return (
    <main className="main">
      <ErrorInside {...props} />
    </main>
  );
}
