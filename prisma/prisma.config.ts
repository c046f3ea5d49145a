import { defineConfig } from 'prisma/config';

/** Only Prisma's own commands read this; the app opens its database in src/server/db.ts. */
export default defineConfig({
  schema: 'schema',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://nobody@localhost/none' },
});
