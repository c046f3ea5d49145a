import type { MessageKeys, NestedKeyOf } from 'next-intl';
import type vi from './messages/vi';

export const LOCALES = ['vi', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The language is a cookie, never part of the address. */
export const LOCALE_COOKIE = 'locale';

/** The shape of all texts; Vietnamese is the source. */
export type Messages = typeof vi;

/** A full key, such as `common.refused.notFound`: a key that does not exist does not compile. */
export type MessageKey = MessageKeys<Messages, NestedKeyOf<Messages>>;
