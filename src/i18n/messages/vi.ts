// One namespace per feature; Vietnamese is the source, English has the same keys (messages.test.ts).
import common from './vi/common.json';
import shell from './vi/shell.json';
import home from './vi/home.json';
import accounts from './vi/accounts.json';
import departments from './vi/departments.json';
import periods from './vi/periods.json';
import indicators from './vi/indicators.json';
import targets from './vi/targets.json';
import figures from './vi/figures.json';
import plans from './vi/plans.json';
import reports from './vi/reports.json';
import submissions from './vi/submissions.json';
import tasks from './vi/tasks.json';
import annualSummary from './vi/annualSummary.json';
import auditTrail from './vi/auditTrail.json';
import search from './vi/search.json';
import sheet from './vi/sheet.json';
import modules from './vi/modules.json';

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
