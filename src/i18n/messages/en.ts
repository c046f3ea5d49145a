// One namespace per feature; Vietnamese is the source, English has the same keys (messages.test.ts).
import common from './en/common.json';
import shell from './en/shell.json';
import home from './en/home.json';
import accounts from './en/accounts.json';
import departments from './en/departments.json';
import periods from './en/periods.json';
import indicators from './en/indicators.json';
import targets from './en/targets.json';
import figures from './en/figures.json';
import plans from './en/plans.json';
import reports from './en/reports.json';
import submissions from './en/submissions.json';
import tasks from './en/tasks.json';
import annualSummary from './en/annualSummary.json';
import auditTrail from './en/auditTrail.json';
import search from './en/search.json';
import sheet from './en/sheet.json';
import modules from './en/modules.json';

export default {
  common,
  shell,
  home,
  accounts,
  departments,
  periods,
  indicators,
  targets,
  figures,
  plans,
  reports,
  submissions,
  tasks,
  annualSummary,
  auditTrail,
  search,
  sheet,
  modules,
};
