/** Who may import what. The arrow points inwards: app → features → (server | ui) → domain → i18n (types). */
const test = '\\.test\\.tsx?$';
const pure = ['^src/features/[^/]+/(rules|schema)\\.ts$', '^src/features/[^/]+/rules/[^/.]+\\.ts$'];
const queries = ['/queries\\.ts$', '/queries/[^/.]+\\.ts$'];
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/domain', pathNot: test },
      to: { pathNot: ['^src/domain', '^src/i18n', 'node_modules/zod'] },
    },
    {
      name: 'only-inputs-need-zod',
      comment: 'Browsers format days, numbers and texts; the readings of what people send are input.ts.',
      severity: 'error',
      from: { path: '^src/domain', pathNot: '^src/domain/input(\\.test)?\\.ts$' },
      to: { path: 'node_modules/zod' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: pure },
      to: { pathNot: ['^src/domain', '^src/i18n', 'node_modules/zod', ...pure] },
    },
    {
      name: 'ui-knows-no-hospital',
      severity: 'error',
      from: { path: '^src/ui', pathNot: test },
      to: { path: '^src/(features|server|app)' },
    },
    {
      name: 'ui-takes-only-words',
      comment: 'Of the domain, the design system may use numbers, text folding and dates: nothing that knows a role or a period.',
      severity: 'error',
      from: { path: '^src/ui' },
      to: { path: '^src/domain', pathNot: '^src/domain/(number|text|date)\\.ts$' },
    },
    { name: 'server-knows-no-feature', severity: 'error', from: { path: '^src/server' }, to: { path: '^src/(features|app)' } },
    { name: 'nothing-imports-routes', severity: 'error', from: { pathNot: '^src/app' }, to: { path: '^src/app' } },
    {
      name: 'features-meet-only-by-reading',
      comment: 'Another feature may be read (queries, schema, rules, components, panels); its writes go through writes.ts.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/', pathNot: test },
      to: {
        path: '^src/features/',
        pathNot: ['^src/features/$1/', ...pure, ...queries, '^src/features/[^/]+/writes\\.ts$', '^src/features/[^/]+/(components|panels)/'],
      },
    },
    {
      name: 'only-commands-use-another-features-writes',
      severity: 'error',
      from: { path: '^src', pathNot: ['/(commands|writes)\\.ts$', test] },
      to: { path: '/writes\\.ts$' },
    },
    {
      name: 'only-queries-and-commands-touch-the-database',
      severity: 'error',
      from: { path: '^src/(app|features|ui)', pathNot: [...queries, '/(commands|writes|jobs)\\.ts$', test] },
      to: { path: '^src/server/(db\\.ts|generated)' },
    },
    {
      name: 'only-entrances-call-commands',
      comment: 'A command is reached through a form (actions), a JSON endpoint (handlers), the clock (jobs), or a test.',
      severity: 'error',
      from: { path: '^src/(app|features|ui)', pathNot: ['/(actions|handlers|commands|jobs)\\.ts$', test] },
      to: { path: '/commands\\.ts$' },
    },
    {
      name: 'commands-stand-in-commands',
      comment: 'Where the test of the policy table looks for them (tests/policy).',
      severity: 'error',
      from: { path: '^src/(app|features|ui)', pathNot: ['/commands\\.ts$', test] },
      to: { path: '^src/server/command\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-take-props',
      severity: 'error',
      from: { path: '^src/features/[^/]+/components/' },
      to: { path: ['^src/server', ...queries, '/commands\\.ts$'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^src/server/generated|\\.css$)' },
  },
};
