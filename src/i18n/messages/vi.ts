// One namespace per feature; Vietnamese is the source, English has the same keys (messages.test.ts).

import accounts from './vi/accounts.json';
import annualSummary from './vi/annualSummary.json';
import attachments from './vi/attachments.json';
import auditTrail from './vi/auditTrail.json';
import awardImport from './vi/awardImport.json';
import awardPapers from './vi/awardPapers.json';
import awardProposals from './vi/awardProposals.json';
import awardRules from './vi/awardRules.json';
import awards from './vi/awards.json';
import awardYear from './vi/awardYear.json';
import blocs from './vi/blocs.json';
import breakGlass from './vi/breakGlass.json';
import cellImport from './vi/cellImport.json';
import cellRatings from './vi/cellRatings.json';
import checkRules from './vi/checkRules.json';
import common from './vi/common.json';
import contingencyPlans from './vi/contingencyPlans.json';
import departments from './vi/departments.json';
import errorPage from './vi/errorPage.json';
import figures from './vi/figures.json';
import home from './vi/home.json';
import hospitalSheet from './vi/hospitalSheet.json';
import imports from './vi/imports.json';
import indicators from './vi/indicators.json';
import modules from './vi/modules.json';
import movements from './vi/movements.json';
import partyBodies from './vi/partyBodies.json';
import partyCommendations from './vi/partyCommendations.json';
import partyCounts from './vi/partyCounts.json';
import partyExcel from './vi/partyExcel.json';
import partyFigures from './vi/partyFigures.json';
import partyPapers from './vi/partyPapers.json';
import partyYear from './vi/partyYear.json';
import people from './vi/people.json';
import periods from './vi/periods.json';
import plans from './vi/plans.json';
import ratingRules from './vi/ratingRules.json';
import reminders from './vi/reminders.json';
import reorganisation from './vi/reorganisation.json';
import reports from './vi/reports.json';
import review from './vi/review.json';
import rollover from './vi/rollover.json';
import search from './vi/search.json';
import settings from './vi/settings.json';
import sheet from './vi/sheet.json';
import shell from './vi/shell.json';
import spreadsheet from './vi/spreadsheet.json';
import submissions from './vi/submissions.json';
import targets from './vi/targets.json';
import tasks from './vi/tasks.json';

export default {
  common,
  shell,
  home,
  accounts,
  departments,
  periods,
  imports,
  indicators,
  checkRules,
  targets,
  partyPapers,
  partyYear,
  partyCommendations,
  breakGlass,
  partyCounts,
  cellRatings,
  partyFigures,
  ratingRules,
  partyBodies,
  partyExcel,
  awardImport,
  movements,
  blocs,
  awards,
  awardYear,
  awardRules,
  awardPapers,
  awardProposals,
  cellImport,
  spreadsheet,
  rollover,
  reorganisation,
  errorPage,
  figures,
  hospitalSheet,
  plans,
  reminders,
  reports,
  submissions,
  review,
  tasks,
  annualSummary,
  auditTrail,
  search,
  settings,
  sheet,
  modules,
  people,
  attachments,
  contingencyPlans,
};
