import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const PAUSE_MS = 60_000;
const AT_LEAST_MS = 10_000;

/** Reads the page again when somebody comes back to it, and now and then while it is looked at: what others changed is told in time. */
export function useNews(): void {
  const router = useRouter();
  useEffect(() => {
    let last = Date.now();
    const read = () => {
      if (document.hidden || Date.now() - last < AT_LEAST_MS) return;
      last = Date.now();
      router.refresh();
    };
    const timer = setInterval(read, PAUSE_MS);
    window.addEventListener('focus', read);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', read);
    };
  }, [router]);
}
