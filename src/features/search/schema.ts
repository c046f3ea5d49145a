import { z } from 'zod';

/** What `GET /api/v1/search` answers: titles in the person's language, `href` inside the app. */
const searchAnswer = z.object({
  results: z
    .array(z.object({ id: z.string(), title: z.string(), detail: z.string(), kind: z.string(), href: z.string().startsWith('/') }))
    .max(12),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;
