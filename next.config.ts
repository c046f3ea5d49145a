import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

/** Headers that do not change from request to request; the content policy with its nonce is set in src/proxy.ts. */
const fixedHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  ...(process.env.APP_URL?.startsWith('https://')
    ? [{ key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' }]
    : []),
];

const config: NextConfig = {
  poweredByHeader: false,
  typedRoutes: true,
  reactStrictMode: true,
  allowedDevOrigins: ['127.0.0.1'],
  images: { unoptimized: true },
  serverExternalPackages: ['@node-rs/argon2', 'exceljs', 'pino', 'pg'],
  // `npm run check` runs tsc over the whole tree, tests included, before it builds.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: '/:path*', headers: fixedHeaders }],
};

export default createNextIntlPlugin('./src/i18n/request.ts')(config);
