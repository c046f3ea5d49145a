import type { Route } from 'next';
import NextLink from 'next/link';
import type { ComponentPropsWithRef } from 'react';

export type LinkProps = Omit<ComponentPropsWithRef<'a'>, 'href'> & {
  href: string;
  /** Off in long lists: forty rows must not ask the server for forty pages. */
  prefetch?: boolean;
  replace?: boolean;
  scroll?: boolean;
};

/**
 * A link inside the app. Takes a plain string, because nearly all of ours carry `?year=…&period=…`,
 * which typed routes cannot check. Files (`/api/…`), places on the page (`#…`) and other sites are plain anchors.
 */
export function Link({ href, prefetch, replace, scroll, ...rest }: LinkProps) {
  if (/^(#|\/api\/|[a-z]+:)/.test(href)) return <a href={href} {...rest} />;
  return <NextLink href={href as Route} prefetch={prefetch} replace={replace} scroll={scroll} {...rest} />;
}
